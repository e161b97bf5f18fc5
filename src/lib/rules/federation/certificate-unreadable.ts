import type { PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { aboutPeer } from './facts.ts';

export const certificateUnreadable = rule({
  code: 'federation/certificate-unreadable',
  severity: 'error',
  what: 'The certificate of the other server cannot be read.',
  why: 'What cannot be read cannot be verified.',
  fix: ['Have the partner replace its certificate; its CA has encoded it in a way the standard forbids.'],
  notHitBy: 'a CA certificate sent along with it (federation/ca-certificate-unreadable)',
  citations: [{ source: 'rfc', ref: '5280 section 4.1' }],
  message: ({ problem }: { problem: string }) => `the certificate cannot be read: ${problem}`,
  *check(facts: PeerFacts) {
    for (const { position, problem } of facts.unreadable) {
      if (position === 0) yield aboutPeer(facts, { problem });
    }
  },
});
