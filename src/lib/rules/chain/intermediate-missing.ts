import { rule } from '../../findings/rule.ts';
import { about, absentText, whoseText, type CaAtHand, type ChainFacts } from './facts.ts';

type Detail = { readonly list: string; readonly whose: string; readonly absent: CaAtHand[] };

export const intermediateMissing = rule({
  code: 'chain/intermediate-missing',
  severity: 'error',
  what: 'The other side trusts the root of the certificate, but its list lacks an intermediate CA.',
  why: 'The traversal zone comes up, and its SSH tunnels do not: sign-in and messaging from outside fail.',
  typical: 'The CA issues from a new intermediate since the last renewal.',
  fix: ['Upload the intermediate CA to the trusted CA lists of all Expressways, C and E, on every peer.'],
  notHitBy: 'a list that lacks the root too (chain/untrusted)',
  citations: [{ source: 'tac', ref: '221624' }],
  message: ({ list, whose, absent }: Detail) =>
    `not in ${list}${whoseText(whose || undefined)}: ${absentText(absent)}`,
  *check(facts: ChainFacts) {
    if (facts.of.kind !== 'peer') return;
    for (const { list, whose, answer, answerWithHelp, absent } of facts.otherLists) {
      if (answer.result !== 'issuer missing' || answerWithHelp.result !== 'trusted') continue;
      yield about(facts, { list, whose: whose ?? '', absent: [...absent] });
    }
  },
});
