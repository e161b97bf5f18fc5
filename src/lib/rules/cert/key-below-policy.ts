import { rule } from '../../findings/rule.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const keyBelowPolicy = rule({
  code: 'cert/key-below-policy',
  severity: 'warning',
  what: "The RSA key is shorter than the deployment's own policy wants.",
  why: 'The certificate works and breaks your own rule.',
  fix: ['Make a new request with a longer key, or lower policy.minRsaBits in the deployment file.'],
  notHitBy: 'a key under 2048 bits (then cert/weak-key-or-hash)',
  citations: [{ source: 'product', ref: 'policy.minRsaBits' }],
  bears: { nothing: "It is the deployment's own rule; the products take the key." },
  message: ({ bits, minimum }: { bits: number; minimum: number }) =>
    `RSA ${bits} is below policy.minRsaBits ${minimum}`,
  *check(facts: PeerCertificateFacts) {
    const { publicKey } = facts.issued.certificate;
    const minimum = facts.policy.minRsaBits;
    if (publicKey.kind !== 'rsa' || publicKey.bits < 2048 || publicKey.bits >= minimum) return;
    yield about(facts, { bits: publicKey.bits, minimum });
  },
});
