import { rule } from '../../findings/rule.ts';
import { about, type CsrFacts } from './facts.ts';

export const keyUsageMissing = rule({
  code: 'csr/key-usage-missing',
  severity: 'warning',
  what: 'The request asks for a key usage without digitalSignature, or with an RSA key without keyEncipherment.',
  why: 'TLS signs with the key, and with an RSA key older cipher suites encrypt to it: such handshakes fail.',
  typical: 'A template that was made for signing or for encryption alone.',
  fix: ['Make a new request with digitalSignature and keyEncipherment.'],
  notHitBy:
    'an ECDSA key without keyEncipherment, which must not have it; a request without key usage, which restricts nothing',
  citations: [
    { source: 'collaboration-cvd', ref: 'tables 7-12 and 7-18' },
    { source: 'rfc', ref: '5280 section 4.2.1.3' },
  ],
  message: ({ missing }: { missing: string[] }) => `key usage lacks ${missing.join(' and ')}`,
  *check(facts: CsrFacts) {
    const { keyUsage, request } = facts.request;
    if (!keyUsage) return;
    const isRsa = request.publicKey.kind === 'rsa';
    const wanted = isRsa
      ? (['digitalSignature', 'keyEncipherment'] as const)
      : (['digitalSignature'] as const);
    const missing = wanted.filter((usage) => !keyUsage.includes(usage));
    if (missing.length > 0) yield { ...about(facts), detail: { missing } };
  },
});
