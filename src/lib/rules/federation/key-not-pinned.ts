import type { PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { aboutPeer } from './facts.ts';

export const keyNotPinned = rule({
  code: 'federation/key-not-pinned',
  severity: 'error',
  what: 'The public key of the certificate is none of those that are pinned for this partner.',
  why: 'Pins ask for more than a CA can promise: whoever gets a certificate for the domain without the key is refused.',
  typical: 'The partner has made a new key for its new certificate.',
  fix: ['Ask the partner, not over this connection, whether the key is its own; then add it to policy.pins.'],
  notHitBy: 'a renewed certificate with the old key',
  citations: [{ source: 'product', ref: 'federation.partners[].policy.pins' }],
  message: ({ domain, key }: { domain: string; key: string }) =>
    `${domain} presents a public key that is not pinned for it: ${key}`,
  *check(facts: PeerFacts) {
    const { domain, otherKey } = facts;
    if (otherKey !== undefined) yield aboutPeer(facts, { domain, key: otherKey });
  },
});
