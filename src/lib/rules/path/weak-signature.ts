import { rule } from '../../findings/rule.ts';
import { isWeakSignature } from '../../path/strength.ts';
import { signatureAlgorithm } from '../../x509/signature-algorithm.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const weakSignature = rule({
  code: 'path/weak-signature',
  severity: 'error',
  what: 'A signature of the path uses a digest for which collisions can be made.',
  why: 'Such a signature could have been moved from a harmless certificate to a forged one.',
  fix: ['Have the certificate reissued with SHA-256 or better.'],
  notHitBy: "the anchor's own signature, on which nothing rests",
  citations: [
    { source: 'rfc', ref: '6194 section 3' },
    { source: 'rfc', ref: '6151 section 2' },
  ],
  message: (d: CertificateDetail & { algorithm: string }) => `${named(d)} is signed with ${d.algorithm}`,
  *check({ certificates, options }: JudgedPath) {
    for (const placed of certificates) {
      const { signatureAlgorithm: algorithm } = placed.facts.certificate;
      if (placed.role === 'anchor' || !isWeakSignature(algorithm, options.allowSha1)) continue;
      yield at(placed, { algorithm: signatureAlgorithm(algorithm).name });
    }
  },
});
