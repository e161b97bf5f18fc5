import { rule } from '../../findings/rule.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

export const signatureInvalid = rule({
  code: 'csr/signature-invalid',
  severity: 'error',
  what: "The request's signature does not hold under the public key it carries.",
  why: 'The signature proves that whoever asks has the private key; a CA refuses a request without that proof.',
  typical:
    'The request was edited or damaged on its way, or written by a tool that sorts its attributes wrongly.',
  fix: ['Make a new request. A request cannot be repaired: every changed byte breaks its signature.'],
  notHitBy: 'a signature algorithm that cannot be verified here; it is listed as not checked',
  citations: [{ source: 'rfc', ref: '2986 section 4.2' }],
  message: ({ algorithm }: { algorithm: string }) => `the signature (${algorithm}) does not verify`,
  *check(facts: CsrFacts) {
    const { signature, signatureAlgorithm } = facts.request;
    if (signature !== 'invalid') return;
    yield about(facts, { algorithm: signatureAlgorithm.name });
  },
});
