import { rule } from '../../findings/rule.ts';
import { about, rowsOf, type KeyFacts } from './facts.ts';

export const mismatch = rule({
  code: 'key/mismatch',
  severity: 'error',
  what: 'The private key does not belong to the certificate that it goes with.',
  why: 'The Expressway refuses the two together.',
  typical: 'The key of another peer, of an earlier request, or of a request that was discarded.',
  fix: [
    'Find the key that was made with the request of this certificate.',
    'If it is lost, make a new request for this peer and have it signed.',
  ],
  notHitBy: 'a key that no file and no caller joins to a certificate (key/unmatched)',
  saysTheProduct: ['CSR public key and certificate public key do not match'],
  citations: [
    { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
    { source: 'tac', ref: '217138' },
  ],
  // Nothing fits where it is said to belong; with several certificates in question nobody knows which of them lacks its key.
  bears: [
    {
      requirement: 'key-held',
      effect: 'fails',
      rows: ({ claim }) => rowsOf(claim?.lacking ?? []),
      when: ({ claim }) => claim?.lacking.length === 1,
    },
  ],
  message: ({ of, owner }: { of: string; owner: string }) =>
    `this key does not belong to ${of}${owner === '' ? '' : `; it belongs to ${owner}`}`,
  *check(facts: KeyFacts) {
    const { claim, owner } = facts;
    if (claim?.isTrue === false) yield about(facts, { of: claim.of, owner: owner ?? '' });
  },
});
