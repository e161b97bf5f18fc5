import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { about, type KeyFacts } from './facts.ts';

export const unmatched = rule({
  code: 'key/unmatched',
  severity: 'notice',
  what: 'The private key belongs to no certificate and no request here.',
  why: 'Nothing fails; it may be a key of an earlier certificate, or one that lies here without need.',
  fix: [
    'Find out what it was made for before you delete it: without its key a certificate is worth nothing.',
    'Keep private keys where nobody else can read them.',
  ],
  notHitBy:
    'a key that the manifest knows; one that should belong to a certificate and does not (key/mismatch)',
  citations: [{ source: 'product', ref: 'manifest.json of csr create' }],
  remedy: ({ awaitedBy }) =>
    awaitedBy.length === 0
      ? undefined
      : [
          `Keep it: it may belong to the certificate of ${listText(awaitedBy, 'or')}, which is still awaited.`,
          'Put its request beside it, or the manifest of the requests, so that it is known whose it is.',
        ],
  message: ({ publicKey }: { publicKey: string; awaitedBy: readonly string[] }) =>
    `no certificate and no request here has its public key (${publicKey})`,
  *check(facts: KeyFacts) {
    const { publicKeyHash, owner, claim, awaitedBy } = facts;
    if (publicKeyHash === undefined || owner !== undefined || claim?.isTrue === false) return;
    yield about(facts, { publicKey: publicKeyHash, awaitedBy });
  },
});
