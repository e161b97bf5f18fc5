import { rule } from '../../findings/rule.ts';
import { isUndecided, meetingServerStore, type FleetFacts } from './facts.ts';

export const peerWithoutCertificate = rule({
  code: 'fleet/peer-without-certificate',
  severity: 'error',
  what: 'No certificate was found for a peer of the deployment.',
  why: 'Each peer of a cluster needs a certificate of its own; nothing can be said about this one.',
  typical:
    'The CA has not answered every request, or the certificate fits no peer by its names (cert/not-in-plan).',
  fix: ['Look for the certificate of this peer, or make its request and have it signed.'],
  notHitBy:
    'a peer whose only certificate is an old one; one that several certificates fit as well as others',
  citations: [{ source: 'certificate-guide', ref: 'Generating a certificate signing request, clusters' }],
  bears: [
    { requirement: 'certificate-known', effect: 'not known', rows: () => ({ store: 'server' }) },
    {
      requirement: 'trusts-other-expressway',
      effect: 'not known',
      // Where there are two stores, an Expressway-C shows the other role what is in its client store.
      rows: ({ plan }, { peer }) => ({ peers: meetingServerStore(plan, peer) }),
    },
  ],
  message: ({ peer }: { peer: string }) => `there is no certificate for ${peer}`,
  *check({ peers, plan }: FleetFacts) {
    for (const each of peers) {
      const { plan: peer, server } = each;
      if (server || isUndecided(each, 'server')) continue;
      yield {
        subject: { cluster: peer.cluster, peer: peer.peer },
        detail: { peer: peer.peer },
        locations: peer.position ? [{ file: plan.deployment.file, ...peer.position }] : [],
      };
    }
  },
});
