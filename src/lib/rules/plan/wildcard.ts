import { rule } from '../../findings/rule.ts';
import { aboutName, namesOf, type PlanFacts } from '../../plan/facts.ts';

export const wildcard = rule({
  code: 'plan/wildcard',
  severity: 'error',
  what: 'A wildcard name is planned for an Expressway certificate.',
  why: 'Expressway and Unified CM do not support wildcard certificates: endpoints and zones refuse the certificate.',
  typical: 'A wildcard certificate is at hand, or the IM and Presence Service asked for one.',
  fix: [
    'Replace the wildcard by each name it was to cover.',
    'XMPP federation on the IM and Presence Service with group chat does need *.domain: that is a certificate of the IM and Presence Service, not of the Expressway.',
  ],
  notHitBy: 'a deployment whose policy says allowWildcard: true',
  citations: [
    { source: 'certificate-guide', ref: 'Points to be aware of' },
    { source: 'tac', ref: '213872' },
  ],
  message: ({ name }: { name: string }) => `${name} is a wildcard`,
  *check({ plan }: PlanFacts) {
    if (plan.deployment.policy.allowWildcard) return;
    for (const placed of namesOf(plan, (name) => name.value.includes('*'))) {
      yield aboutName(plan, placed);
    }
  },
});
