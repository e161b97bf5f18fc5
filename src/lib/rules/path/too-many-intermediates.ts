import { rule } from '../../findings/rule.ts';
import { type JudgedPath } from './facts.ts';

export const tooManyIntermediates = rule({
  code: 'path/too-many-intermediates',
  severity: 'error',
  what: 'More CA certificates stand between the certificate and the anchor than you allow.',
  why: 'The maximum depth you gave forbids this path.',
  fix: ['Raise the maximum, or have the certificate issued closer to the root.'],
  notHitBy: 'self-issued CA certificates, which do not count',
  citations: [
    { source: 'product', ref: 'option maxIntermediates' },
    { source: 'rfc', ref: '5280 section 6.1' },
  ],
  message: ({ found, maximum }: { found: number; maximum: number }) =>
    `${found} CA certificates stand below the anchor, at most ${maximum} are allowed`,
  *check({ certificates, options }: JudgedPath) {
    const maximum = options.maxIntermediates;
    const found = certificates.filter(
      ({ role, facts }) => role === 'intermediate' && !facts.isSelfIssued,
    ).length;
    if (maximum !== undefined && found > maximum) yield { subject: {}, detail: { found, maximum } };
  },
});
