import type { IssuedBy, Role } from '../../deployment/model.ts';
import { needsOwnClient } from '../../product/client-store.ts';
import { hasClientStore, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { clusterNamed, clusterSubject, clustersOfPeers, inFile, type PlanFacts } from '../../plan/facts.ts';
import { opensAnyConnection } from '../../plan/client-usage.ts';
import { asksForClientAuth, ownClientLine, usageLines } from '../../plan/usage-advice.ts';

type Detail = {
  readonly cluster: string;
  readonly role: Role;
  readonly release: string;
  readonly issuedBy: IssuedBy;
  /** A copy of the server certificate does not serve. */
  readonly needsOwn: boolean;
};

export const clientStoreUnplanned = rule({
  code: 'plan/client-store-unplanned',
  severity: 'warning',
  what: 'The deployment file does not say what goes into the client store of an Expressway that opens connections.',
  why: 'From X15.5 on the server certificate is not shown there. An upgrade leaves the certificate of before in the client store: when it ends, those who are connected to refuse the Expressway.',
  typical: 'A deployment file of before the upgrade to X15.5.',
  fix: [
    `Plan a client certificate with a request of its own: ${usageLines.own} in the cluster.`,
    `Or say that the server certificate is copied: ${usageLines.copy}.`,
  ],
  notHitBy:
    'releases before X15.5; a cluster or peers with client; an Expressway-E that only accepts connections; an Expressway-C for which clientAuth is planned nowhere (then plan/client-auth-unplanned)',
  citations: [
    releaseFacts.separateClientStore.citation,
    { source: 'admin-guide', ref: 'Client certificate' },
  ],
  message: ({ cluster, release }: Detail) =>
    `no client certificate is planned, which ${cluster} shows on ${release} when it opens connections`,
  consequence: ({ role }) =>
    role === 'C'
      ? 'The server certificate is not shown there. An upgrade leaves the certificate of before in the client store: when it ends, the traversal zone and the SSH tunnels fail, and with them every service.'
      : 'The server certificate is not shown there. An upgrade leaves the certificate of before in the client store: when it ends, federated servers and SIP neighbors refuse the Expressway-E.',
  remedy: ({ cluster, role, issuedBy, needsOwn }) => {
    const own = ownClientLine(issuedBy);
    const trustFirst =
      'Before that certificate goes in, have its CA trusted by the Expressway-E, by Unified CM (tomcat-trust and CallManager-trust) and by IM and Presence (cup-xmpp-trust and tomcat-trust).';
    const ofOwn = [
      role === 'C' ? trustFirst : 'For that one have the partners add its CA to their trust first.',
    ];
    if (!needsOwn) {
      return [
        `Add to clusters.${cluster}: ${usageLines.copy}`,
        `Or, for a certificate of its own there: ${own}`,
        ...ofOwn,
      ];
    }
    return [
      `Add to clusters.${cluster}: ${own}`,
      ...ofOwn,
      role === 'C'
        ? `Or, as long as the server certificate has clientAuth and goes into both stores: ${usageLines.copy}`
        : `Or, where partners do not look at the usages of a client: ${usageLines.copy}`,
    ];
  },
  *check({ plan }: PlanFacts) {
    const unplanned = clustersOfPeers(
      plan,
      (peer) =>
        hasClientStore(peer.release) &&
        peer.client === undefined &&
        opensAnyConnection(plan, peer) &&
        (peer.role === 'E' || asksForClientAuth(peer)),
    );
    for (const [cluster, peers] of unplanned) {
      const { role, release, ca, issuedBy } = peers[0]!;
      const hasClientAuth = peers.every(asksForClientAuth);
      const needsOwn = needsOwnClient({ role, ca, services: plan.services, hasClientAuth });
      yield {
        subject: clusterSubject(peers),
        detail: { cluster, role, release, issuedBy, needsOwn },
        locations: inFile(plan, clusterNamed(plan, cluster)?.position),
      };
    }
  },
});
