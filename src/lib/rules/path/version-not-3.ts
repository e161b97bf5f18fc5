import { rule } from '../../findings/rule.ts';
import { eachOnTheWeb, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const versionNot3 = rule({
  code: 'path/version-not-3',
  severity: 'error',
  what: 'A certificate is not of version 3.',
  why: 'Public TLS certificates must be; older versions have no extensions and so no restrictions.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'the profile rfc5280',
  citations: [{ source: 'baseline-requirements', ref: 'section 7.1.1' }],
  message: (d: CertificateDetail) => `${named(d)} is not of version 3`,
  check: (facts: JudgedPath) =>
    eachOnTheWeb(facts, ({ facts: { certificate } }) => certificate.version !== 3),
});
