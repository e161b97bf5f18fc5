import { usagesDemanded } from '../../plan/plan.ts';
import { rule } from '../../findings/rule.ts';
import { about } from '../profile/facts.ts';
import { usagesLacking, type CsrFacts } from './facts.ts';

export const usageDiffers = rule({
  code: 'csr/usage-differs',
  severity: 'warning',
  what: 'The request lacks an extended key usage that is planned, though the release can do without it.',
  why: 'The certificate will not do all that was planned: without client authentication, peers that check the usage refuse the Expressway as a client.',
  fix: [
    'Make a new request with the planned usages, or change request.extendedKeyUsage in the deployment file.',
  ],
  notHitBy: 'a usage that the release demands (then csr/usage-missing)',
  citations: [
    { source: 'product', ref: 'request.extendedKeyUsage' },
    { source: 'tac', ref: '225693' },
  ],
  message: ({ usage }: { usage: string }) => `${usage} is planned and missing`,
  *check(facts: CsrFacts) {
    const { peer } = facts;
    if (!peer) return;
    const demanded = usagesDemanded(peer);
    for (const usage of usagesLacking(facts)) {
      if (demanded.includes(usage)) continue;
      yield about(facts, { usage }, peer.request.extendedKeyUsagePosition);
    }
  },
});
