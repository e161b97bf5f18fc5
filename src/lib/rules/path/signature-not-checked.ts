import { rule } from '../../findings/rule.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import { signatureAlgorithm } from '../../x509/signature-algorithm.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const signatureNotChecked = rule({
  code: 'path/signature-not-checked',
  severity: 'error',
  what: 'The signature of a certificate uses an algorithm or a key that cannot be checked here.',
  why: 'An unchecked signature proves nothing, so the certificate does not count as valid.',
  fix: ['Have the certificate issued with RSA, ECDSA on P-256, P-384 or P-521, or Ed25519.'],
  notHitBy: 'an algorithm that is known and too weak: that is path/weak-signature',
  citations: [{ source: 'rfc', ref: '5280 section 6.1.3 (a)(1)' }],
  message: (d: CertificateDetail & { algorithm: string; key: string }) =>
    `the signature of ${named(d)} cannot be checked: ${d.algorithm}, ${d.key}`,
  *check({ candidate, certificates }: JudgedPath) {
    for (const [position, status] of candidate.signatures.entries()) {
      const issuer = candidate.certificates[position + 1] ?? candidate.issuer;
      if (status !== 'unsupported' || !issuer) continue;
      const placed = certificates[position]!;
      const { name } = signatureAlgorithm(placed.facts.certificate.signatureAlgorithm);
      yield at(placed, { algorithm: name, key: publicKeyText(issuer.certificate.publicKey) });
    }
  },
});
