import { holdsFor, releaseFacts } from '../../product/release.ts';
import { isClientStoreCopied } from '../../plan/plan.ts';
import { rule } from '../../findings/rule.ts';
import { opensAnyConnection } from '../../plan/client-usage.ts';
import { aboutPeer, isUndecided, type FleetFacts } from './facts.ts';

export const clientCertificateMissing = rule({
  code: 'fleet/client-certificate-missing',
  severity: 'notice',
  what: 'No certificate was found for the client store of a peer that opens connections.',
  why: 'This release keeps the two apart, and the server certificate says nothing of the other store: an upgrade leaves the old certificate in it, and nothing is copied unless somebody asks for it.',
  fix: [
    'Download the certificate from Maintenance > Security > Client certificate, and put it beside the others.',
    'If it is a copy of the server certificate, say  client: copy of the server certificate  under the cluster in the deployment file.',
  ],
  notHitBy:
    'releases before X15.5; an Expressway-E that only accepts connections; a client store that by the deployment file has a copy of the server certificate',
  citations: [
    releaseFacts.separateClientStore.citation,
    { source: 'admin-guide', ref: 'Client certificate' },
  ],
  bears: [{ requirement: 'certificate-known', effect: 'not known', rows: () => ({ store: 'client' }) }],
  message: ({ peer }: { peer: string }) => `there is no client certificate for ${peer}`,
  *check({ peers, plan }: FleetFacts) {
    for (const peer of peers) {
      if (!holdsFor(releaseFacts.separateClientStore, peer.plan.release)) continue;
      if (
        peer.client ||
        isUndecided(peer, 'client') ||
        isClientStoreCopied(peer.plan) ||
        !opensAnyConnection(plan, peer.plan)
      )
        continue;
      yield aboutPeer(peer, { peer: peer.plan.peer });
    }
  },
});
