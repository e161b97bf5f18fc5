import type { PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { aboutPeer } from './facts.ts';

export const caCertificateUnreadable = rule({
  code: 'federation/ca-certificate-unreadable',
  severity: 'warning',
  what: 'The other server sends a CA certificate that cannot be read.',
  why: 'It is left out. If the path needs it, the certificate cannot be verified.',
  fix: ['Have the partner send the CA certificates as its CA published them.'],
  notHitBy: 'the certificate of the server itself (federation/certificate-unreadable)',
  citations: [{ source: 'rfc', ref: '5280 section 4.1' }],
  message: ({ position, problem }: { position: number; problem: string }) =>
    `certificate ${position + 1} of the chain cannot be read: ${problem}`,
  *check(facts: PeerFacts) {
    for (const { position, problem } of facts.unreadable) {
      if (position > 0) yield aboutPeer(facts, { position, problem });
    }
  },
});
