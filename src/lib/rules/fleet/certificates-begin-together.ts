import type { CertificateStoreName } from '../../findings/requirements.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { aboutPeer, leavesOpenWhich, withFaults, type FleetFacts } from './facts.ts';

export const certificatesBeginTogether = rule({
  code: 'fleet/certificates-begin-together',
  severity: 'warning',
  what: 'Several certificates for one store of a peer begin at the same time, and come to different answers.',
  why: 'Neither is the newer, so nobody can say which the peer has or is to have; what is found about each bears on no verdict.',
  typical: 'The CA issued the certificate anew on the same day, and both lie in the folder.',
  fix: ['Leave out those that the peer is not to have, or give the key or the request of its own alone.'],
  notHitBy: 'certificates of which the same is found; a certificate whose key or request alone is at hand',
  citations: [{ source: 'product', ref: 'check' }],
  bears: leavesOpenWhich,
  message: ({ peer, files }: { peer: string; store: CertificateStoreName; files: string[] }) =>
    `${peer} has certificates that begin at the same time and come to different answers: ${listText(files)}`,
  *check({ peers }: FleetFacts) {
    for (const peer of peers) {
      for (const store of ['server', 'client'] as const) {
        const files = withFaults(peer.tied ?? [], store);
        if (files.length > 0) yield aboutPeer(peer, { peer: peer.plan.peer, store, files });
      }
    }
  },
});
