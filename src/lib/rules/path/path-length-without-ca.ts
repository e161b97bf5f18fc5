import { rule } from '../../findings/rule.ts';
import { claimsCa } from '../../path/conformance.ts';
import { eachWithConformance, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const pathLengthWithoutCa = rule({
  code: 'path/path-length-without-ca',
  severity: 'error',
  what: 'A certificate that is no CA has a path length constraint.',
  why: 'The field has no meaning there; software may take the certificate for a CA.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'a path length in a CA certificate',
  citations: [{ source: 'rfc', ref: '5280 section 4.2.1.9' }],
  message: (d: CertificateDetail) => `${named(d)} has a path length constraint, but is no CA`,
  check: (facts: JudgedPath) =>
    eachWithConformance(facts, ({ facts: own }) => {
      return own.extensions.basicConstraints?.value.pathLength !== undefined && !claimsCa(own);
    }),
});
