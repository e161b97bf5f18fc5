import {
  captionOf,
  mistakesOf,
  placesOf,
  type Caption,
  type DeploymentFileFacts,
} from '../../deployment/reading/mistakes.ts';
import { rule } from '../../findings/rule.ts';

export const clusterWithoutName = rule({
  code: 'deployment/cluster-without-name',
  severity: 'error',
  what: 'A cluster of several peers has no name.',
  why: 'The certificate of each peer must carry the cluster FQDN; without it, other systems refuse the connection to the cluster.',
  fix: ['Add name: and the cluster FQDN, as on System > Clustering.'],
  notHitBy: 'a single Expressway',
  citations: [
    { source: 'guide', ref: 'Expressway Certificates, page 9' },
    { source: 'collaboration-cvd', ref: 'tables 7-12 and 7-18' },
  ],
  message: ({ cluster, peers }: Caption & { cluster: string; peers: number }) =>
    `the cluster ${cluster} has ${peers} peers and no "name"`,
  *check(facts: DeploymentFileFacts) {
    for (const mistake of mistakesOf(facts, 'cluster-without-name')) {
      const { cluster, peers } = mistake;
      yield {
        subject: { cluster },
        detail: { cluster, peers, ...captionOf(mistake, { expected: 'name: the FQDN of the cluster' }) },
        locations: placesOf(facts.file, mistake),
      };
    }
  },
});
