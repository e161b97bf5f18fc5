import { rule } from '../../findings/rule.ts';
import { lacksAuthorityKeyIdentifier } from '../../path/conformance.ts';
import type { PlacedCertificate } from '../../path/path-facts.ts';
import { eachWithConformance, named, type CertificateDetail, type JudgedPath } from './facts.ts';

function isSelfSigned({ role, facts, position }: PlacedCertificate, path: JudgedPath): boolean {
  if (role === 'anchor') return path.anchorIsSelfSigned;
  const { certificates, end } = path.candidate;
  // Where nobody issued it, a certificate that bears its issuer's name is taken at its word.
  if (end !== 'anchor') return facts.isSelfIssued && position === certificates.length - 1;
  // A path never holds two certificates with one key, but for a leaf that is its own anchor.
  return role === 'leaf' && path.certificates.some((placed) => placed.role === 'anchor' && !placed.issues);
}

export const authorityKeyIdMissing = rule({
  code: 'path/authority-key-id-missing',
  severity: 'error',
  what: 'A certificate does not say which key of its issuer signed it.',
  why: 'With a renewed CA nobody can tell by which of its certificates to check the signature; strict validators refuse the certificate.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'a self-signed root',
  citations: [{ source: 'rfc', ref: '5280 section 4.2.1.1' }],
  message: (d: CertificateDetail) => `${named(d)} has no authority key identifier`,
  check: (facts: JudgedPath) =>
    eachWithConformance(
      facts,
      (placed) => lacksAuthorityKeyIdentifier(placed.facts) && !isSelfSigned(placed, facts),
    ),
});
