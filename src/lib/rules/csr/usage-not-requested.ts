import { rule } from '../../findings/rule.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

export const usageNotRequested = rule({
  code: 'csr/usage-not-requested',
  severity: 'warning',
  what: 'The request names no extended key usage, or "any" alone.',
  why: "The CA's profile alone decides about client and server authentication; most profiles leave out client authentication, which releases before X15.4 refuse to do without.",
  typical: 'openssl req without extendedKeyUsage.',
  fix: ['Make a new request that asks for serverAuth and clientAuth, or make sure that the CA adds both.'],
  notHitBy: 'a request that names one usage alone (csr/usage-missing)',
  citations: [
    { source: 'certificate-guide', ref: 'Generating a certificate signing request' },
    { source: 'tac', ref: '225482' },
  ],
  message: () => 'the request names neither serverAuth nor clientAuth',
  *check(facts: CsrFacts) {
    const asked = facts.request.extendedKeyUsage ?? ['anyExtendedKeyUsage'];
    const namesOne = asked.includes('serverAuth') || asked.includes('clientAuth');
    if (!namesOne && asked.includes('anyExtendedKeyUsage')) yield about(facts, {});
  },
});
