import { rule } from '../../findings/rule.ts';
import { clusterNamed, clusterSubject, clustersOfPeers, inFile, type PlanFacts } from '../../plan/facts.ts';
import { hasPrivateClientCa, showsClientOutside } from '../../plan/client-usage.ts';
import type { PeerPlan, Plan } from '../../plan/plan.ts';
import { asksForClientAuth, ownClientLine, usageLines } from '../../plan/usage-advice.ts';
import { releaseFacts } from '../../product/release.ts';
import type { IssuedBy } from '../../deployment/model.ts';

type Doubt = 'private CA' | 'no clientAuth';
type Detail = {
  readonly cluster: string;
  readonly issuedBy: IssuedBy;
  readonly doubt: Doubt;
};

const giveList =
  'Name a file with the CAs that partners trust under trustStores: outside, so that a check can tell.';

export const clientSeenByPartners = rule({
  code: 'plan/client-seen-by-partners',
  severity: 'notice',
  what: 'The client certificate that an Expressway-E shows partners is one that not every partner takes.',
  why: 'From X15.5 on partners see the client certificate where the Expressway-E connects to them. One of a private CA is refused by those who do not have that CA; a copy of a server certificate for serverAuth alone by those who look at the usages of a client.',
  typical:
    'Public CAs issue serverAuth alone. What takes its place in the client store was chosen for the Expressways of the own company.',
  fix: [
    'Ask the partners which of the two they take: a certificate of your private CA, whose root they add, or one without clientAuth.',
    giveList,
  ],
  notHitBy:
    'an Expressway-E that only accepts connections; a copy with clientAuth; ca: private for the server certificate too, of the same CA; a list under trustStores: outside, for which a check answers',
  citations: [
    releaseFacts.separateClientStore.citation,
    { source: 'field-experience', ref: 'partners have the CAs of browsers, not private ones' },
  ],
  message: ({ cluster, doubt }: Detail) =>
    doubt === 'private CA'
      ? `the partners that ${cluster} connects to must trust the private CA of its client certificate`
      : `the partners that ${cluster} connects to must take a client certificate without clientAuth, which the copy is`,
  remedy: ({ cluster, issuedBy, doubt }) =>
    doubt === 'private CA'
      ? [
          `Have the partners add that CA to their trust. ${giveList}`,
          `Or, where partners do not look at the usages of a client, in clusters.${cluster}: ${usageLines.copy}`,
        ]
      : [
          'Ask the partners whether they look at the usages of a client.',
          `Where they do, in clusters.${cluster}: ${ownClientLine(issuedBy)}, and have them add that CA to their trust.`,
        ],
  *check({ plan }: PlanFacts) {
    for (const doubt of ['private CA', 'no clientAuth'] as const) {
      const seen = clustersOfPeers(plan, (peer) => showsClientOutside(plan, peer) && isIn(doubt, peer, plan));
      for (const [cluster, peers] of seen) {
        const { client, issuedBy } = peers[0]!;
        yield {
          subject: clusterSubject(peers),
          detail: { cluster, issuedBy, doubt },
          locations: inFile(plan, client?.position ?? clusterNamed(plan, cluster)?.position),
        };
      }
    }
  },
});

/** Where the list of those outside is named, a check says whether they trust it. */
const isIn = (doubt: Doubt, peer: PeerPlan, { deployment }: Plan): boolean =>
  doubt === 'private CA'
    ? hasPrivateClientCa(peer) && deployment.trustStores.outside === undefined
    : peer.client?.copyOfServer === true && !asksForClientAuth(peer);
