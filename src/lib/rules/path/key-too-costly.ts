import { rule } from '../../findings/rule.ts';
import { isTooCostly, mostExponentBits } from '../../x509/key-cost.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const keyTooCostly = rule({
  code: 'path/key-too-costly',
  severity: 'error',
  what: 'An RSA key of the path is so large, or has so large an exponent, that its signatures are not checked.',
  why: 'Whoever sends such keys makes a server compute for seconds, again with every connection.',
  fix: ['Have the certificate reissued with RSA of at most 4096 bits and exponent 65537, or ECDSA.'],
  notHitBy: 'a key that is too small: that is path/weak-key',
  citations: [{ source: 'rfc', ref: '8017 section 3.1' }],
  message: (d: CertificateDetail & { key: string; most: number; exponentBits: number }) =>
    `${named(d)} has the key ${d.key}, where moduli up to ${d.most} bits and exponents up to ${d.exponentBits} bits are used`,
  *check({ certificates, options: { mostRsaBits } }: JudgedPath) {
    if (mostRsaBits === undefined) return;
    for (const placed of certificates) {
      const { publicKey } = placed.facts.certificate;
      if (isTooCostly(publicKey, mostRsaBits))
        yield at(placed, {
          key: publicKeyText(publicKey),
          most: mostRsaBits,
          exponentBits: mostExponentBits,
        });
    }
  },
});
