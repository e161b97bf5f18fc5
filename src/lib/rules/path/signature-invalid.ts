import { rule } from '../../findings/rule.ts';
import { printName } from '../../x509/name.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const signatureInvalid = rule({
  code: 'path/signature-invalid',
  severity: 'error',
  what: 'The signature of a certificate was not made with the key of the CA that has the name of its issuer.',
  why: 'The certificate is forged or damaged, or the CA has a new key and this is its certificate for another one.',
  typical: 'A CA was renewed with a new key, and the trust list holds the old certificate.',
  fix: [
    'Look for another certificate of the same CA, with the key identifier that the certificate names.',
    'If there is none, get the certificate again from where it was issued.',
  ],
  notHitBy: 'a key identifier that differs while the signature fits',
  citations: [{ source: 'rfc', ref: '5280 section 6.1.3 (a)(1)' }],
  message: (d: CertificateDetail & { issuer: string }) =>
    `the signature of ${named(d)} does not fit the key of "${d.issuer}"`,
  *check({ candidate, certificates }: JudgedPath) {
    for (const [position, status] of candidate.signatures.entries()) {
      const placed = certificates[position]!;
      if (status === 'invalid') yield at(placed, { issuer: printName(placed.facts.certificate.issuer) });
    }
  },
});
