import { rule } from '../../findings/rule.ts';
import { trustListLimit as limit } from '../../product/trust-list.ts';
import { listRequirements, rowsOf, type TrustListFacts } from './facts.ts';

/** The box cannot hold such a list: what is in it is no evidence of anything. */
const [first, ...others] = listRequirements.map((requirement) => ({
  requirement,
  effect: 'not known' as const,
  rows: rowsOf(requirement),
}));

export const tooMany = rule({
  code: 'trust/too-many',
  severity: 'error',
  what: 'The list holds more certificates than an Expressway takes.',
  why: 'The upload fails, or the last certificates are missing.',
  fix: ['Remove expired and unused CAs.'],
  notHitBy: `exactly ${limit}; a trust store of Unified CM`,
  citations: [
    { source: 'certificate-guide', ref: 'Loading certificates and keys onto Expressway' },
    { source: 'tac', ref: '213872' },
  ],
  bears: [first!, ...others],
  message: ({ count }: { count: number }) => `${count} certificates; an Expressway takes ${limit}`,
  *check({ list, subject, store }: TrustListFacts) {
    const count = list.entries.length;
    if (store === 'expressway' && count > limit) {
      yield { subject, detail: { count }, locations: [{ file: list.entries[0]!.file }] };
    }
  },
});
