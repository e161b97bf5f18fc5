import { rule } from '../../findings/rule.ts';
import { signatureAlgorithm } from '../../x509/signature-algorithm.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const signatureAlgorithmNotAccepted = rule({
  code: 'path/signature-algorithm-not-accepted',
  severity: 'error',
  what: 'A certificate is signed with an algorithm that is not among those you accept.',
  why: 'The other side would end the handshake because of it.',
  fix: ['Have the certificate issued with one of the accepted algorithms, or accept this one.'],
  notHitBy: "the anchor's own signature",
  citations: [
    { source: 'product', ref: 'option signatureAlgorithms' },
    { source: 'rfc', ref: '8446 section 4.2.3' },
  ],
  message: (d: CertificateDetail & { algorithm: string; accepted: readonly string[] }) =>
    `${named(d)} is signed with ${d.algorithm}; accepted are ${d.accepted.join(', ')}`,
  *check({ certificates, options: { signatureAlgorithms: accepted } }: JudgedPath) {
    if (!accepted) return;
    for (const placed of certificates) {
      const { name } = signatureAlgorithm(placed.facts.certificate.signatureAlgorithm);
      if (placed.role !== 'anchor' && !accepted.includes(name))
        yield at(placed, { algorithm: name, accepted });
    }
  },
});
