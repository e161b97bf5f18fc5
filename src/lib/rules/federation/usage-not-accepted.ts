import type { PeerFacts, PeerRole } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { aboutPeer } from './facts.ts';

const roleTexts: Readonly<Record<PeerRole, string>> = {
  client: 'a server that connects to us',
  server: 'a server we connect to',
};

export const usageNotAccepted = rule({
  code: 'federation/usage-not-accepted',
  severity: 'error',
  what: 'The extended key usage of the certificate is not for servers in this direction.',
  why: 'The CA has issued it for something else, such as mail or users.',
  fix: [
    'Have the partner get a certificate for TLS servers (serverAuth); it serves both directions.',
    'Where an unusual usage is agreed upon, add it under peerUsages.',
  ],
  notHitBy:
    'a certificate without the extension, and inbound one for serverAuth alone, as public CAs issue them',
  citations: [{ source: 'rfc', ref: '5280 section 4.2.1.12' }],
  message: ({ role, accepted }: { role: PeerRole; accepted: readonly string[] }) =>
    `the certificate of ${roleTexts[role]} is not for ${listText(accepted, 'or')}`,
  *check(facts: PeerFacts) {
    const { role, missingUsages: accepted } = facts;
    if (accepted) yield aboutPeer(facts, { role, accepted });
  },
});
