import { rule } from '../../findings/rule.ts';
import { keyWeakness, type KeyWeakness } from '../../path/strength.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const weakKey = rule({
  code: 'path/weak-key',
  severity: 'error',
  what: 'A key of the path is too weak.',
  why: 'Whoever can compute the private key can issue certificates or impersonate the server.',
  fix: ['Have the certificate reissued with a new key: RSA from 2048 bits with exponent 65537, or ECDSA.'],
  notHitBy: 'an elliptic curve key, whose bits count more',
  citations: [
    { source: 'rfc', ref: '5280 section 8' },
    { source: 'rfc', ref: '8017 section 3.1' },
  ],
  message: (d: CertificateDetail & { key: string; minimum: number; weakness: KeyWeakness }) =>
    d.weakness === 'too-short'
      ? `${named(d)} has the key ${d.key}, where at least ${d.minimum} bits are asked for`
      : `${named(d)} has an RSA key with an exponent that protects nothing`,
  *check({ certificates, options }: JudgedPath) {
    for (const placed of certificates) {
      const { publicKey } = placed.facts.certificate;
      const weakness = keyWeakness(publicKey, options.minimumRsaBits);
      if (weakness)
        yield at(placed, { key: publicKeyText(publicKey), minimum: options.minimumRsaBits, weakness });
    }
  },
});
