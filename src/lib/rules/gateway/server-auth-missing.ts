import { keyPurpose } from '../../asn1/oids.ts';
import { rule } from '../../findings/rule.ts';
import { findExtension } from '../../x509/extensions.ts';
import { aboutOwn, type OwnCertificateFacts } from './facts.ts';

export const serverAuthMissing = rule({
  code: 'gateway/server-auth-missing',
  severity: 'error',
  what: 'A certificate that the gateway presents may not be used as a server: its extendedKeyUsage leaves serverAuth out.',
  why: 'Servers that connect to the gateway refuse it.',
  fix: ['Get a certificate with serverAuth among its extended key usages.'],
  notHitBy: 'a certificate without extendedKeyUsage, or with anyExtendedKeyUsage',
  citations: [{ source: 'rfc', ref: '5280 section 4.2.1.12' }],
  message: () => 'the certificate is not for use as a server (serverAuth)',
  *check(facts: OwnCertificateFacts) {
    const usages = findExtension(facts.leaf.extensions, 'extKeyUsage')?.value;
    const isUsable = usages?.some(
      (each) => each === keyPurpose.serverAuth || each === keyPurpose.anyExtendedKeyUsage,
    );
    if (isUsable === false) yield aboutOwn(facts, {});
  },
});
