import { rule } from '../../findings/rule.ts';
import { inFile, requestSubject, type PlanFacts } from '../../plan/facts.ts';

export const commonNameNotClustered = rule({
  code: 'plan/common-name-not-clustered',
  severity: 'warning',
  what: 'The cluster name is wanted as CN, and there is no cluster name.',
  why: "The request carries the peer's own name as CN, which may not be what was meant.",
  fix: ['Give the cluster a name, or set request.commonName to auto or peer.'],
  notHitBy: 'commonName: auto',
  citations: [{ source: 'product', ref: 'request.commonName' }],
  message: ({ commonName }: { commonName: string }) =>
    `commonName is "cluster", but the cluster has no name; the CN will be ${commonName}`,
  *check({ plan }: PlanFacts) {
    for (const peer of plan.peers) {
      if (peer.clustered || peer.request.commonName !== 'cluster') continue;
      yield {
        subject: requestSubject(peer),
        detail: { commonName: peer.commonName },
        locations: inFile(plan, peer.position),
      };
    }
  },
});
