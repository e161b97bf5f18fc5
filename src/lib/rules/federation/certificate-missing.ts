import type { PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { aboutPeer } from './facts.ts';

export const certificateMissing = rule({
  code: 'federation/certificate-missing',
  severity: 'error',
  what: 'The other server has presented no certificate.',
  why: 'Nothing in TLS says who it is; with "Require client-side security certificates" the stream is refused.',
  fix: [
    'Have the partner configure a certificate for its XMPP server, also for connections that the server opens itself.',
  ],
  citations: [
    { source: 'guide', ref: 'Table 3, Require client-side security certificates, page 14' },
    { source: 'rfc', ref: '6120 section 5.4.3.1' },
  ],
  message: ({ domain }: { domain: string }) => `the server of ${domain} has presented no certificate`,
  *check(facts: PeerFacts) {
    if (!facts.isPresented) yield aboutPeer(facts, { domain: facts.domain });
  },
});
