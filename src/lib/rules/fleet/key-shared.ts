import { rule } from '../../findings/rule.ts';
import { aboutPeers, withCertificate, type FleetFacts } from './facts.ts';

export const keyShared = rule({
  code: 'fleet/key-shared',
  severity: 'warning',
  what: 'The certificates of several peers have one key.',
  why: 'Whoever gets at the key of one machine can pass for all of them, and all must be renewed together.',
  typical: 'The request of one peer was made once and signed for all.',
  fix: ['Make a request with a key of its own for each peer.'],
  notHitBy: 'a renewal with the same key for the same peer',
  citations: [{ source: 'certificate-guide', ref: 'Generating a certificate signing request, clusters' }],
  bears: { nothing: 'The services work; the danger is that one stolen key is the key of all.' },
  message: ({ peers }: { peers: string[] }) => `${peers.join(' and ')} have the same key`,
  *check(facts: FleetFacts) {
    const byKey = new Map<string, ReturnType<typeof withCertificate>>();
    for (const peer of withCertificate(facts)) {
      const key = peer.server.issued.publicKeyHash;
      byKey.set(key, [...(byKey.get(key) ?? []), peer]);
    }
    for (const peers of byKey.values()) {
      if (peers.length > 1) yield aboutPeers(peers, { peers: peers.map(({ plan }) => plan.peer) });
    }
  },
});
