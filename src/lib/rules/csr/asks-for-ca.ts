import { rule } from '../../findings/rule.ts';
import { about } from '../profile/facts.ts';
import type { CsrFacts } from './facts.ts';

export const asksForCa = rule({
  code: 'csr/asks-for-ca',
  severity: 'warning',
  what: 'The request asks to become a CA: basic constraints with CA true, or key usage keyCertSign.',
  why: 'A CA refuses this, or, where nobody looks, issues a certificate with which the Expressway could issue others.',
  typical: 'openssl req with the section v3_ca of its sample configuration.',
  fix: ['Make a new request without basicConstraints and keyCertSign.'],
  notHitBy: 'basic constraints with CA false',
  citations: [{ source: 'rfc', ref: '5280 sections 4.2.1.3 and 4.2.1.9' }],
  message: () => 'the request asks for a CA certificate',
  *check(facts: CsrFacts) {
    const { basicConstraints, keyUsage } = facts.request;
    if (basicConstraints?.ca || keyUsage?.includes('keyCertSign')) yield about(facts, {});
  },
});
