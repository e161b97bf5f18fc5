import type { CertificateStoreName } from '../../findings/requirements.ts';
import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { aboutPeer, leavesOpenWhich, withFaults, type FleetFacts } from './facts.ts';

export const certificatesOfSeveral = rule({
  code: 'fleet/certificates-of-several',
  severity: 'warning',
  what: 'Several certificates fit several peers equally well, and come to different answers.',
  why: 'Which peer has or is to have which decides what works on it, and nothing here says it; what is found about each bears on no verdict.',
  typical: 'Requests with all names of the cluster, whose answers bear the numbers that the CA gave them.',
  fix: [
    'Call the file of each certificate, of its key or of its request after its peer, or leave out those that no peer is to have.',
  ],
  notHitBy:
    'certificates of which the same is found; one certificate for all of them (fleet/certificate-shared)',
  citations: [{ source: 'product', ref: 'check' }],
  bears: leavesOpenWhich,
  message: ({ peer, files }: { peer: string; store: CertificateStoreName; files: string[] }) =>
    `any of these may be the certificate of ${peer}, and they come to different answers: ${listText(files, 'or')}`,
  remedy: ({ peer }) => [
    `Call the file of its certificate, of the key or of the request after the peer, such as ${peer}.pem, or leave out those that no peer is to have.`,
  ],
  *check({ peers }: FleetFacts) {
    for (const peer of peers) {
      for (const store of ['server', 'client'] as const) {
        const files = withFaults(peer.mayHave ?? [], store);
        if (files.length > 0) yield aboutPeer(peer, { peer: peer.plan.peer, store, files });
      }
    }
  },
});
