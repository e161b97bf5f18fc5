import { rule } from '../../findings/rule.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

export const keyMismatch = rule({
  code: 'csr/key-mismatch',
  severity: 'error',
  what: 'The private key given does not belong to the request.',
  why: 'A certificate holds the public key of its request: the Expressway refuses it together with another private key.',
  typical: 'The key of another peer, or the key of an earlier request.',
  fix: ['Find the private key that was made with this request, or make a new request with the key you have.'],
  notHitBy: 'a request that is checked without its key',
  citations: [
    { source: 'rfc', ref: '2986 section 3' },
    { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
  ],
  message: ({ publicKey }: { publicKey: string }) => `the private key given is not the one to ${publicKey}`,
  *check(facts: CsrFacts) {
    if (facts.isPrivateKeyTheSame !== false) return;
    yield about(facts, { publicKey: facts.request.publicKeyHash });
  },
});
