import { rule } from '../../findings/rule.ts';
import { isPermittedKey } from '../../path/web-pki.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const keyNotPermitted = rule({
  code: 'path/key-not-permitted',
  severity: 'error',
  what: 'A key of the path is not of a kind that public CAs may certify.',
  why: 'Browsers and others refuse it.',
  fix: [
    'Have the certificate reissued for an RSA key of 2048 bits or more in whole octets, or a key on P-256, P-384 or P-521.',
  ],
  notHitBy: 'the profile rfc5280',
  citations: [
    { source: 'baseline-requirements', ref: 'section 6.1.5' },
    { source: 'baseline-requirements', ref: 'section 7.1.3.1' },
  ],
  message: (d: CertificateDetail & { key: string }) => `${named(d)} has the key ${d.key}`,
  *check(facts: JudgedPath) {
    if (facts.options.profile !== 'webpki') return;
    for (const placed of facts.certificates) {
      const { publicKey } = placed.facts.certificate;
      if (!isPermittedKey(publicKey)) yield at(placed, { key: publicKeyText(publicKey) });
    }
  },
});
