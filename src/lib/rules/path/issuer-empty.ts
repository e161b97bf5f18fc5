import { rule } from '../../findings/rule.ts';
import { eachWithConformance, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const issuerEmpty = rule({
  code: 'path/issuer-empty',
  severity: 'error',
  what: 'The issuer field of a certificate is empty.',
  why: 'Nobody can say who issued it, and no revocation list can name it.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'an empty subject of a leaf with critical alternative names',
  citations: [{ source: 'rfc', ref: '5280 section 4.1.2.4' }],
  message: (d: CertificateDetail) => `${named(d)} names no issuer`,
  check: (facts: JudgedPath) =>
    eachWithConformance(facts, ({ facts: { certificate } }) => certificate.issuer.rdns.length === 0),
});
