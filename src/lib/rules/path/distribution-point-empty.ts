import { rule } from '../../findings/rule.ts';
import { emptyPointsIn } from '../../path/conformance.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const distributionPointEmpty = rule({
  code: 'path/distribution-point-empty',
  severity: 'error',
  what: 'A CRL distribution point says neither where the list is nor who issues it.',
  why: 'Nobody can find the list that is meant; OpenSSL takes the certificate for invalid.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'a distribution point with a CRL issuer alone',
  citations: [{ source: 'rfc', ref: '5280 sections 4.2.1.13 and 4.2.1.15' }],
  message: (d: CertificateDetail & { extension: string }) =>
    `${d.extension} of ${named(d)} has a point that names neither a place nor an issuer`,
  *check({ certificates, options }: JudgedPath) {
    if (!options.conformance && options.profile !== 'appliance') return;
    for (const placed of certificates)
      for (const extension of emptyPointsIn(placed.facts, options.profile)) yield at(placed, { extension });
  },
});
