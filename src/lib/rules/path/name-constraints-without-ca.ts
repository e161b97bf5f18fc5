import { rule } from '../../findings/rule.ts';
import { claimsCa } from '../../path/conformance.ts';
import { eachWithConformance, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const nameConstraintsWithoutCa = rule({
  code: 'path/name-constraints-without-ca',
  severity: 'error',
  what: 'A certificate that is no CA has name constraints.',
  why: 'They bind nobody there, and suggest a restriction that does not exist.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'name constraints of a CA certificate',
  citations: [{ source: 'rfc', ref: '5280 section 4.2.1.10' }],
  message: (d: CertificateDetail) => `${named(d)} has name constraints, but is no CA`,
  check: (facts: JudgedPath) =>
    eachWithConformance(
      facts,
      ({ facts: own }) => own.extensions.nameConstraints !== undefined && !claimsCa(own),
    ),
});
