import type { PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { aboutPeer } from './facts.ts';

export const xmppaddrALabel = rule({
  code: 'federation/xmppaddr-a-label',
  severity: 'warning',
  what: 'An XmppAddr writes an internationalised domain in A-labels (xn--…).',
  why: 'It is accepted here. XMPP addresses are written in Unicode, so servers that compare them as they stand find no match.',
  fix: ['Have the partner write the domain as a DNS name in A-labels, and drop the XmppAddr.'],
  notHitBy: 'A-labels in a DNS name or SRVName, where they belong',
  citations: [
    { source: 'rfc', ref: '6120 section 13.7.1.4' },
    { source: 'rfc', ref: '7622 section 3.2' },
  ],
  message: ({ name }: { name: string }) => `${name} should be written in Unicode`,
  *check(facts: PeerFacts) {
    for (const { name, verdict } of facts.names) {
      if (verdict === 'matches' && /^xmpp:(?:.*\.)?xn--/i.test(name)) yield aboutPeer(facts, { name });
    }
  },
});
