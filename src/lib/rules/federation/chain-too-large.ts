import type { PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { aboutPeer } from './facts.ts';

export const chainTooLarge = rule({
  code: 'federation/chain-too-large',
  severity: 'error',
  what: 'The other server sends far more certificates than a path can need, or far more names than a server has.',
  why: 'Reading them would let any stranger keep this server busy, so none of them is looked at.',
  fix: ['Have the partner send its certificate and the CA certificates up to, but without, the root.'],
  citations: [
    { source: 'product', ref: 'limits of verifyPeer' },
    { source: 'rfc', ref: '8446 section 4.4.2' },
  ],
  message: ({ certificates, bytes, names }: { certificates: number; bytes: number; names: number }) =>
    names > 0
      ? `the certificate has ${names} names; they were not looked at`
      : `at least ${certificates} certificates and ${bytes} octets were sent; they were not looked at`,
  *check(facts: PeerFacts) {
    if (facts.excess) yield aboutPeer(facts, { ...facts.excess });
  },
});
