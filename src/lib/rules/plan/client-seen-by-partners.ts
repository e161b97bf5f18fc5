import { rule } from '../../findings/rule.ts';
import { clusterNamed, clusterSubject, clustersOfPeers, inFile, type PlanFacts } from '../../plan/facts.ts';
import { hasPrivateClientCa, showsClientOutside } from '../../plan/client-usage.ts';
import { usageLines } from '../../plan/usage-advice.ts';
import { releaseFacts } from '../../product/release.ts';

type Detail = { readonly cluster: string };

const giveList =
  'Name a file with the CAs that partners trust under trustStores: outside, so that a check can tell.';

export const clientSeenByPartners = rule({
  code: 'plan/client-seen-by-partners',
  severity: 'notice',
  what: 'The client certificate that an Expressway-E shows partners is of a private CA.',
  why: 'From X15.5 on partners see the client certificate where the Expressway-E connects to them. Those who do not have its CA refuse it.',
  typical:
    'Public CAs issue serverAuth alone. What takes its place in the client store was chosen for the Expressways of the own company.',
  fix: [`Have the partners add that CA to their trust. ${giveList}`],
  notHitBy:
    'an Expressway-E that only accepts connections; a copy of the server certificate; ca: private for the server certificate too, of the same CA; a list under trustStores: outside, for which a check answers',
  citations: [
    releaseFacts.separateClientStore.citation,
    { source: 'field-experience', ref: 'partners have the CAs of browsers, not private ones' },
  ],
  message: ({ cluster }: Detail) =>
    `the partners that ${cluster} connects to must trust the private CA of its client certificate`,
  remedy: ({ cluster }) => [
    `Have the partners add that CA to their trust. ${giveList}`,
    `Or, where partners do not look at the usages of a client, in clusters.${cluster}: ${usageLines.copy}`,
  ],
  *check({ plan }: PlanFacts) {
    // Where the list of those outside is named, a check says whether they trust it.
    if (plan.deployment.trustStores.outside !== undefined) return;
    const seen = clustersOfPeers(plan, (peer) => showsClientOutside(plan, peer) && hasPrivateClientCa(peer));
    for (const [cluster, peers] of seen) {
      yield {
        subject: clusterSubject(peers),
        detail: { cluster },
        locations: inFile(plan, peers[0]!.client?.position ?? clusterNamed(plan, cluster)?.position),
      };
    }
  },
});
