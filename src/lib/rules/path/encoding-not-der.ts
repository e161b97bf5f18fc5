import { rule } from '../../findings/rule.ts';
import { at, named, some, textOf, type CertificateDetail, type JudgedPath, type Some } from './facts.ts';
import { deviationKindNames } from '../../x509/fault-kinds.ts';

export const encodingNotDer = rule({
  code: 'path/encoding-not-der',
  severity: 'warning',
  what: 'A certificate is not encoded as DER demands, in a way that leaves its meaning clear.',
  why: 'Strict software cannot read it; some products refuse the upload.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'a certificate that cannot be read at all',
  kinds: deviationKindNames,
  citations: [
    { source: 'rfc', ref: '5280 section 4.1' },
    { source: 'x690', ref: 'section 11' },
  ],
  message: (d: CertificateDetail & { deviations: Some }) =>
    `${named(d)} is not proper DER: ${textOf(d.deviations)}`,
  *check({ certificates, options }: JudgedPath) {
    if (!options.conformance) return;
    for (const placed of certificates) {
      const { deviations } = placed.facts.certificate;
      if (deviations.length > 0)
        yield at(placed, { deviations: some(deviations, ({ field, what }) => `${field}: ${what}`) });
    }
  },
});
