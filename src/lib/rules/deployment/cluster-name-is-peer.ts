import { quoted } from '../../deployment/wording.ts';
import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
} from '../../deployment/reading/mistakes.ts';
import { rule } from '../../findings/rule.ts';

export const clusterNameIsPeer = rule({
  code: 'deployment/cluster-name-is-peer',
  severity: 'error',
  what: 'A cluster of several peers has the same name as one of them.',
  why: 'The cluster FQDN must lead to all peers, a peer FQDN to one: with one name for both, clients cannot reach the others.',
  fix: ['Write the cluster FQDN as on System > Clustering; it has an address record for each peer.'],
  notHitBy: 'a cluster of one peer',
  citations: [
    { source: 'certificate-guide', ref: 'cluster name and peer FQDN in a server certificate' },
    { source: 'product', ref: 'deployment file, version 1' },
  ],
  message: ({ cluster, name }: Caption & { cluster: string; name: string }) =>
    `the cluster ${cluster} has the name of its peer ${quoted(name)}`,
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'cluster-name-is-peer')) {
      const { cluster, name } = mistake;
      yield {
        subject: { cluster },
        detail: { cluster, name, ...captionOf(mistake) },
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
