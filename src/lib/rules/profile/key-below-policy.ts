import { about } from './facts.ts';
import { belowPolicy } from './presented.ts';
import { profileRule } from './profile-rule.ts';

export const keyBelowPolicy = profileRule({
  name: 'key-below-policy',
  both: {
    severity: 'warning',
    what: "The RSA key is shorter than the deployment's own policy wants.",
    fix: ['Make a new request with a longer key, or lower policy.minRsaBits in the deployment file.'],
    notHitBy: 'a key under 2048 bits (then {area}/weak-key-or-hash)',
    citations: [{ source: 'product', ref: 'policy.minRsaBits' }],
  },
  csr: {
    why: 'Your PKI team will turn the request down.',
  },
  cert: {
    why: 'The certificate works and breaks your own rule.',
    bears: { nothing: "It is the deployment's own rule; the products take the key." },
  },
  message: ({ bits, minimum }: { bits: number; minimum: number }) =>
    `RSA ${bits} is below policy.minRsaBits ${minimum}`,
  *check(presented, facts) {
    const below = belowPolicy(presented, facts);
    if (below) yield about(facts, below);
  },
});
