import { rule } from '../../findings/rule.ts';
import { eachWithConformance, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const uniqueIdentifier = rule({
  code: 'path/unique-identifier',
  severity: 'error',
  what: 'A certificate has an issuer or subject unique identifier.',
  why: 'The fields were dropped decades ago, and software may refuse them.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'a certificate without one',
  citations: [{ source: 'rfc', ref: '5280 section 4.1.2.8' }],
  message: (d: CertificateDetail) => `${named(d)} has a unique identifier`,
  check: (facts: JudgedPath) =>
    eachWithConformance(facts, ({ facts: { certificate } }) => {
      return certificate.issuerUniqueId !== undefined || certificate.subjectUniqueId !== undefined;
    }),
});
