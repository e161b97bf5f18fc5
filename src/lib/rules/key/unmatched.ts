import { rule } from '../../findings/rule.ts';
import { about, type KeyFacts } from './facts.ts';

export const unmatched = rule({
  code: 'key/unmatched',
  severity: 'notice',
  what: 'The private key belongs to no certificate and no request here.',
  why: 'Nothing fails; it may be a key of an earlier certificate, or one that lies here without need.',
  fix: ['Delete keys that are no longer needed; keep private keys where nobody else can read them.'],
  notHitBy:
    'a key that the manifest knows; one that should belong to a certificate and does not (key/mismatch)',
  citations: [{ source: 'product', ref: 'manifest.json of csr create' }],
  message: ({ publicKey }: { publicKey: string }) =>
    `no certificate and no request here has its public key (${publicKey})`,
  *check(facts: KeyFacts) {
    const { publicKeyHash, owner, claim } = facts;
    if (publicKeyHash === undefined || owner !== undefined || claim?.isTrue === false) return;
    yield about(facts, { publicKey: publicKeyHash });
  },
});
