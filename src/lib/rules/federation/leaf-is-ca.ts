import type { PeerFacts } from '../../federation/peer-facts.ts';
import { rule } from '../../findings/rule.ts';
import { findExtension } from '../../x509/extensions.ts';
import { aboutPeer } from './facts.ts';

export const leafIsCa = rule({
  code: 'federation/leaf-is-ca',
  severity: 'error',
  what: 'The other server presents a CA certificate as its own.',
  why: 'A key that can issue certificates does not belong on a server; who steals it can speak for any domain.',
  fix: ['Have the partner issue a server certificate (cA false) from that CA, and present it.'],
  notHitBy: 'CA certificates that are sent along to complete the chain',
  citations: [{ source: 'rfc', ref: '6120 section 13.7.1.1' }],
  message: ({ domain }: { domain: string }) => `the server of ${domain} presents a CA certificate as its own`,
  *check(facts: PeerFacts) {
    const { leaf, domain } = facts;
    if (leaf && findExtension(leaf.extensions, 'basicConstraints')?.value.ca)
      yield aboutPeer(facts, { domain });
  },
});
