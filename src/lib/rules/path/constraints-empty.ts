import { rule } from '../../findings/rule.ts';
import { emptyConstraints } from '../../path/conformance.ts';
import { at, named, type CertificateDetail, type JudgedPath } from './facts.ts';

export const constraintsEmpty = rule({
  code: 'path/constraints-empty',
  severity: 'error',
  what: 'Name constraints or policy constraints are there and say nothing.',
  why: 'What was to be constrained is unknown; the standard forbids such an extension.',
  fix: ['Have the certificate reissued by a CA that keeps the profile of RFC 5280.'],
  notHitBy: 'an extension with one subtree',
  citations: [
    { source: 'rfc', ref: '5280 sections 4.2.1.10 and 4.2.1.11' },
    { source: 'baseline-requirements', ref: 'section 7.1.2.10.8' },
  ],
  message: (d: CertificateDetail & { extension: string }) => `${d.extension} of ${named(d)} is empty`,
  *check({ certificates, options }: JudgedPath) {
    if (!options.conformance) return;
    for (const placed of certificates) {
      for (const extension of emptyConstraints(placed.facts)) yield at(placed, { extension });
    }
  },
});
