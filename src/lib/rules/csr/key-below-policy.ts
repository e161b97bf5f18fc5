import { rule } from '../../findings/rule.ts';
import { about, type CsrFacts } from './facts.ts';

export const keyBelowPolicy = rule({
  code: 'csr/key-below-policy',
  severity: 'warning',
  what: "The RSA key is shorter than the deployment's own policy wants.",
  why: 'Your PKI team will turn the request down.',
  fix: ['Make a new request with a longer key, or lower policy.minRsaBits in the deployment file.'],
  notHitBy: 'a key under 2048 bits (then csr/weak-key-or-hash)',
  citations: [{ source: 'product', ref: 'policy.minRsaBits' }],
  message: ({ bits, minimum }: { bits: number; minimum: number }) =>
    `RSA ${bits} is below policy.minRsaBits ${minimum}`,
  *check(facts: CsrFacts) {
    const { publicKey } = facts.request.request;
    const minimum = facts.plan?.deployment.policy.minRsaBits;
    if (minimum === undefined || publicKey.kind !== 'rsa') return;
    if (publicKey.bits < 2048 || publicKey.bits >= minimum) return;
    yield { ...about(facts), detail: { bits: publicKey.bits, minimum } };
  },
});
