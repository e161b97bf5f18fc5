import { rule } from '../../findings/rule.ts';
import { isPermittedSignature } from '../../path/web-pki.ts';
import { signatureAlgorithm } from '../../x509/signature-algorithm.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const signatureNotPermitted = rule({
  code: 'path/signature-not-permitted',
  severity: 'error',
  what: 'A certificate is signed with an algorithm that public CAs may not use.',
  why: 'Browsers and others refuse it.',
  fix: [
    'Have the certificate reissued with RSA and SHA-256 or better, or with ECDSA and the digest of the curve.',
  ],
  notHitBy: "the anchor's own signature",
  citations: [{ source: 'baseline-requirements', ref: 'section 7.1.3.2' }],
  message: (d: CertificateDetail & { algorithm: string }) => `${named(d)} is signed with ${d.algorithm}`,
  *check(facts: JudgedPath) {
    if (facts.options.profile !== 'webpki') return;
    const { certificates, issuer } = facts.candidate;
    for (const [position, { certificate }] of certificates.entries()) {
      const issuerKey = (certificates[position + 1] ?? issuer)?.certificate.publicKey;
      if (!issuerKey || isPermittedSignature(certificate.signatureAlgorithm, issuerKey)) continue;
      const { name } = signatureAlgorithm(certificate.signatureAlgorithm);
      yield at(facts.certificates[position]!, { algorithm: name });
    }
  },
});
