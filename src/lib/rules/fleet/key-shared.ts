import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { aboutPeers, sharing, type FleetFacts } from './facts.ts';

export const keyShared = rule({
  code: 'fleet/key-shared',
  severity: 'warning',
  what: 'The certificates of several peers have one key.',
  why: 'Whoever gets at the key of one machine can pass for all of them, and all must be renewed together.',
  typical: 'The request of one peer was made once and signed for all.',
  fix: ['Make a request with a key of its own for each peer.'],
  notHitBy:
    'a renewal with the same key for the same peer; one certificate on several peers (fleet/certificate-shared)',
  citations: [{ source: 'certificate-guide', ref: 'Generating a certificate signing request, clusters' }],
  bears: { nothing: 'The services work; the danger is that one stolen key is the key of all.' },
  message: ({ peers }: { peers: string[] }) => `${listText(peers)} have the same key`,
  *check(facts: FleetFacts) {
    for (const peers of sharing(facts, ({ publicKeyHash }) => publicKeyHash)) {
      const certificates = new Set(peers.map(({ server }) => server.issued.fingerprint));
      if (certificates.size > 1) yield aboutPeers(peers, { peers: peers.map(({ plan }) => plan.peer) });
    }
  },
});
