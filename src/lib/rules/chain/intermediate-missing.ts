import { rule } from '../../findings/rule.ts';
import {
  crossedPath,
  lackText,
  listText,
  uncross,
  type CaAtHand,
  type ChainFacts,
  type CrossedPath,
  type ListDetail,
} from './facts.ts';
import { aboutList, trustInPeer, whereToPutCas } from './relation-facts.ts';

export const intermediateMissing = rule({
  code: 'chain/intermediate-missing',
  severity: 'error',
  what: 'The other side trusts the root of the certificate, but its list lacks an intermediate CA.',
  why: 'The traversal zone comes up, and its SSH tunnels do not: sign-in and messaging from outside fail.',
  typical: 'The CA issues from a new intermediate since the last renewal.',
  fix: ['Upload the intermediate CA to the trusted CA lists of all Expressways, C and E, on every peer.'],
  notHitBy: 'a list that lacks the root too (chain/untrusted)',
  citations: [{ source: 'tac', ref: '221624' }],
  bears: trustInPeer,
  remedy: (d) => uncross(d.list, d) ?? whereToPutCas(d),
  message: (d: ListDetail & CrossedPath & { readonly absent: readonly CaAtHand[] }) =>
    lackText(listText(d), d),
  *check(facts: ChainFacts) {
    if (facts.of.kind !== 'peer') return;
    for (const list of facts.otherLists) {
      const { answer, answerWithHelp, absent } = list;
      if (answer.result !== 'issuer missing' || answerWithHelp.result !== 'trusted') continue;
      yield aboutList(facts, list, { absent, ...crossedPath(answer) });
    }
  },
});
