import { hasClientStore, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { clusterSubject, clustersOfPeers, inFile, isByAcme, type PlanFacts } from '../../plan/facts.ts';

export const acmeOverClient = rule({
  code: 'plan/acme-over-client',
  severity: 'warning',
  what: 'ACME renews the server certificate of an Expressway-E whose client store is to have a certificate of its own.',
  why: 'As it is set by default, ACME copies each server certificate into the client store when it deploys it: the client certificate is gone with the first renewal, and so is its clientAuth.',
  typical:
    'The client certificate was uploaded once, and its upload went well; the renewal comes weeks later, by itself.',
  fix: [
    'Before the client certificate is uploaded, switch off on the Server certificate page, under ACME, that the server certificate is copied into the client store.',
    'Or let ACME copy it, where nobody looks at the usages of a client: client: copy of the server certificate.',
  ],
  notHitBy:
    'a copy of the server certificate, as ACME makes it; issuedBy: files; releases before X15.5, which have one store',
  citations: [
    { source: 'admin-guide', ref: 'Client certificate' },
    releaseFacts.separateClientStore.citation,
  ],
  message: ({ cluster }: { cluster: string }) =>
    `each renewal by ACME copies the server certificate of ${cluster} over its client certificate unless that is switched off`,
  *check({ plan }: PlanFacts) {
    const own = clustersOfPeers(
      plan,
      (peer) => isByAcme(peer) && hasClientStore(peer.release) && peer.client?.copyOfServer === false,
    );
    for (const [cluster, peers] of own) {
      yield {
        subject: clusterSubject(peers),
        detail: { cluster },
        locations: inFile(plan, peers[0]!.client?.position),
      };
    }
  },
});
