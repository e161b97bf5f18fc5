import { rule } from '../../findings/rule.ts';
import { lacksSubjectKeyIdentifier } from '../../path/conformance.ts';
import { eachWithConformance, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const subjectKeyIdMissing = rule({
  code: 'path/subject-key-id-missing',
  severity: 'error',
  what: 'A CA certificate has no subject key identifier.',
  why: 'Certificates below cannot say which key signed them; strict validators refuse the path.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'a leaf without one',
  citations: [{ source: 'rfc', ref: '5280 section 4.2.1.2' }],
  message: (d: CertificateDetail) => `${named(d)} has no subject key identifier`,
  check: (facts: JudgedPath) =>
    eachWithConformance(facts, (placed) => lacksSubjectKeyIdentifier(placed.facts)),
});
