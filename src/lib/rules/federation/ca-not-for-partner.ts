import type { PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { aboutPeer } from './facts.ts';

type Detail = { readonly domain: string; readonly ca: string; readonly speaksFor: readonly string[] };

export const caNotForPartner = rule({
  code: 'federation/ca-not-for-partner',
  severity: 'error',
  what: 'The certificate comes from a trusted CA that may not speak for this domain.',
  why: 'A private CA of one partner could otherwise issue certificates for every other one.',
  typical: "Two partners with private CAs, and a certificate for one of them from the other one's CA.",
  fix: [
    'Have the partner present a certificate from a CA that may speak for it.',
    'Where this CA may, put it into the file that policy.anchors of the partner names.',
  ],
  notHitBy: 'a CA that the policy of several partners names: it may speak for each of them',
  citations: [
    { source: 'rfc', ref: '5280 section 6.1.1' },
    { source: 'product', ref: 'federation.partners[].policy.anchors' },
  ],
  message: ({ domain, ca, speaksFor }: Detail) =>
    `the trusted CA "${ca}" may not speak for ${domain}, ${speaksFor.length > 0 ? `only for ${listText(speaksFor)}` : 'which has CAs of its own'}`,
  *check(facts: PeerFacts) {
    const { domain, foreignCa } = facts;
    if (foreignCa) yield aboutPeer(facts, { domain, ca: foreignCa.ca, speaksFor: foreignCa.domains });
  },
});
