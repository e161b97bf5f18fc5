import { rsaBitsMade } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, peerSubject, type PlanFacts } from '../../plan/facts.ts';

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
    for (const peer of plan.peers) {
      const { key, keyPosition } = peer.request;
      if (key.type !== 'rsa' || !rsaBitsMade.includes(key.bits) || key.bits >= minimum) continue;
      yield {
        subject: peerSubject(peer),
        detail: { bits: key.bits, minimum },
        locations: inFile(plan, keyPosition ?? peer.position),
      };
    }
  },
});
