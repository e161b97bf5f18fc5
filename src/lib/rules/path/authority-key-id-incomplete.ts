import { rule } from '../../findings/rule.ts';
import { hasHalfAuthority } from '../../path/conformance.ts';
import { eachWithConformance, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const authorityKeyIdIncomplete = rule({
  code: 'path/authority-key-id-incomplete',
  severity: 'error',
  what: 'The authority key identifier has the serial number of the issuer certificate without its issuer, or the other way round.',
  why: 'A serial number says nothing without the CA that gave it: nobody can tell which certificate is meant.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'an authority key identifier with a key identifier alone, or with all three',
  citations: [{ source: 'rfc', ref: '5280 section 4.2.1.1' }],
  message: (d: CertificateDetail) =>
    `the authority key identifier of ${named(d)} names the issuer certificate by half`,
  check: (facts: JudgedPath) => eachWithConformance(facts, ({ facts: own }) => hasHalfAuthority(own)),
});
