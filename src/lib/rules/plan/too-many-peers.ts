import { mostPeers } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, type PlanFacts } from '../../plan/facts.ts';

export const tooManyPeers = rule({
  code: 'plan/too-many-peers',
  severity: 'error',
  what: 'A cluster has more peers than an Expressway cluster can have.',
  why: `System > Clustering takes ${mostPeers} peers: the others join no cluster, and requests made for them are of no use.`,
  typical: 'Two clusters are written as one, or peers that were replaced still stand beside the new ones.',
  fix: ['Write each cluster of the deployment under a key of its own, and take out peers that are gone.'],
  notHitBy: `a cluster of ${mostPeers} peers; several clusters with ${mostPeers} peers each`,
  citations: [{ source: 'tac', ref: '217230' }],
  message: ({ peers, limit }: { peers: number; limit: number }) =>
    `${peers} peers; an Expressway cluster has ${limit} at most`,
  *check({ plan }: PlanFacts) {
    for (const { id, peers, position } of plan.deployment.clusters) {
      if (peers.length <= mostPeers) continue;
      yield {
        subject: { cluster: id },
        detail: { peers: peers.length, limit: mostPeers },
        locations: inFile(plan, peers[mostPeers]!.name.position ?? position),
      };
    }
  },
});
