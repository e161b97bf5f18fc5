import { rsaBitsMade } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, requestSubject, type PlanFacts } from '../../plan/facts.ts';

export const keyBelowPolicy = rule({
  code: 'plan/key-below-policy',
  severity: 'warning',
  what: "The RSA key is shorter than the deployment's own policy wants.",
  why: 'Your PKI team will turn the request down.',
  fix: ['Raise request.key.bits, or lower policy.minRsaBits.'],
  notHitBy: 'a key that no Expressway takes at all (then plan/key-refused)',
  citations: [{ source: 'product', ref: 'policy.minRsaBits' }],
  message: ({ bits, minimum }: { bits: number; minimum: number }) =>
    `RSA ${bits} is below policy.minRsaBits ${minimum}`,
  *check({ plan }: PlanFacts) {
    const minimum = plan.deployment.policy.minRsaBits;
    for (const request of plan.requests) {
      const { key, keyPosition } = request.request;
      if (key.type !== 'rsa' || !rsaBitsMade.includes(key.bits) || key.bits >= minimum) continue;
      yield {
        subject: requestSubject(request),
        detail: { bits: key.bits, minimum },
        locations: inFile(plan, keyPosition ?? request.position),
      };
    }
  },
});
