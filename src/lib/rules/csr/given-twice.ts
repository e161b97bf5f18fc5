import { rule } from '../../findings/rule.ts';
import { aboutBoth, placeText, type CsrFacts } from './facts.ts';

export const givenTwice = rule({
  code: 'csr/given-twice',
  severity: 'notice',
  what: 'The same request was given more than once.',
  why: 'Sent twice, it may be billed and issued twice.',
  typical: 'One request lies there as PEM and as DER, or in two folders.',
  fix: ['Send it once.'],
  notHitBy: 'two requests with one key (then csr/key-shared or csr/several-for-peer)',
  citations: [{ source: 'product', ref: 'csr check' }],
  message: ({ other }: { other: string }) => `the same request as ${other}`,
  *check(facts: CsrFacts) {
    const { twin } = facts.earlier;
    if (twin) yield aboutBoth(facts, twin, { other: placeText(twin.place) });
  },
});
