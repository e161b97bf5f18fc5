import type { IssuedBy } from '../../deployment/model.ts';
import { hasClientStore, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { clusterNamed, clusterSubject, clustersOfPeers, inFile, type PlanFacts } from '../../plan/facts.ts';
import { asksForClientAuth, ownClientLine, usageLines } from '../../plan/usage-advice.ts';

type Detail = {
  readonly cluster: string;
  readonly release: string;
  readonly issuedBy: IssuedBy;
  /** The server certificate is to be copied; else nothing is said of the client store. */
  readonly isCopy: boolean;
};

export const clientAuthUnplanned = rule({
  code: 'plan/client-auth-unplanned',
  severity: 'error',
  what: 'An Expressway-C has a client store, and no certificate with client authentication is planned for it.',
  why: 'The Expressway-E refuses it as a client: the SSH tunnels stay down, whatever "ExtendedKeyUsage Checking Mode" says, and with it on, as it is by default, the traversal zone fails too.',
  typical:
    'The server certificate was planned for serverAuth alone, as public CAs issue it, and copied into the client store.',
  fix: [
    `Plan a client certificate with a request of its own, of a private CA: ${usageLines.own} in the cluster.`,
  ],
  notHitBy:
    'an Expressway-E; a server certificate with both usages that is copied; a client certificate with a request of its own',
  citations: [releaseFacts.separateClientStore.citation],
  message: ({ cluster, release, isCopy }: Detail) =>
    isCopy
      ? `the server certificate of ${cluster} is for serverAuth alone, and its copy in the client store of ${release} is of no use`
      : `${cluster} asks for serverAuth alone, and no certificate with clientAuth is planned for the client store of ${release}`,
  remedy: ({ cluster, issuedBy, isCopy }) => [
    isCopy
      ? `In clusters.${cluster} replace the copy by: ${ownClientLine(issuedBy)}`
      : `Add to clusters.${cluster}: ${ownClientLine(issuedBy)}`,
    'Before that certificate goes in, have its CA trusted by the Expressway-E, by Unified CM (tomcat-trust and CallManager-trust) and by IM and Presence (cup-xmpp-trust and tomcat-trust).',
  ],
  *check({ plan }: PlanFacts) {
    for (const isCopy of [true, false]) {
      const without = clustersOfPeers(
        plan,
        (peer) =>
          peer.role === 'C' &&
          hasClientStore(peer.release) &&
          (isCopy ? peer.client?.copyOfServer === true : peer.client === undefined) &&
          !asksForClientAuth(peer),
      );
      for (const [cluster, peers] of without) {
        const { release, issuedBy, client, request } = peers[0]!;
        const position = client?.position ?? request.extendedKeyUsagePosition;
        yield {
          subject: clusterSubject(peers),
          detail: { cluster, release, issuedBy, isCopy },
          locations: inFile(plan, position ?? clusterNamed(plan, cluster)?.position),
        };
      }
    }
  },
});
