import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { aboutPeers, sharing, type FleetFacts } from './facts.ts';

export const certificateShared = rule({
  code: 'fleet/certificate-shared',
  severity: 'notice',
  what: 'One certificate is taken for the certificate of several peers.',
  why: 'It works where it holds the names of each of them. All of them have one key then, and are renewed together.',
  typical: 'An older guide, which has one certificate for a whole cluster.',
  fix: ['With the next renewal make a request for each peer.'],
  notHitBy: 'two certificates with one key (fleet/key-shared)',
  citations: [{ source: 'certificate-guide', ref: 'Generating a certificate signing request, clusters' }],
  bears: { nothing: 'Whether it holds what a peer needs is said of each peer.' },
  message: ({ peers }: { peers: string[] }) => `${listText(peers)} have one certificate`,
  *check(facts: FleetFacts) {
    for (const peers of sharing(facts, ({ fingerprint }) => fingerprint)) {
      yield aboutPeers(peers, { peers: peers.map(({ plan }) => plan.peer) });
    }
  },
});
