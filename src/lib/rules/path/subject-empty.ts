import { rule } from '../../findings/rule.ts';
import { claimsCa } from '../../path/conformance.ts';
import { eachWithConformance, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const subjectEmpty = rule({
  code: 'path/subject-empty',
  severity: 'error',
  what: 'A certificate has no subject, and is a CA or has no subject alternative names either.',
  why: 'A CA without a name cannot be found as an issuer; a certificate without any name is for nobody.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'a leaf that is named by critical alternative names alone',
  citations: [{ source: 'rfc', ref: '5280 section 4.1.2.6' }],
  message: (d: CertificateDetail) => `${named(d)} has no subject`,
  check: (facts: JudgedPath) =>
    eachWithConformance(facts, ({ facts: own }) => {
      const isNamed = own.certificate.subject.rdns.length > 0;
      return !isNamed && (claimsCa(own) || !own.extensions.subjectAltName);
    }),
});
