import { rule } from '../../findings/rule.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const keyUsageMissing = rule({
  code: 'cert/key-usage-missing',
  severity: 'warning',
  what: 'The key usage of the certificate lacks digitalSignature, or with an RSA key keyEncipherment.',
  why: 'TLS signs with the key, and with an RSA key older cipher suites encrypt to it: such handshakes fail.',
  typical: 'A CA profile made for signing or for encryption alone.',
  fix: ['Have it issued again with digitalSignature and keyEncipherment.'],
  notHitBy:
    'an ECDSA key without keyEncipherment, which must not have it; a certificate without key usage, which restricts nothing',
  citations: [
    { source: 'collaboration-cvd', ref: 'tables 7-12 and 7-18' },
    { source: 'rfc', ref: '5280 section 4.2.1.3' },
  ],
  bears: [
    { requirement: 'server-usage', effect: 'remark' },
    { requirement: 'client-usage', effect: 'remark' },
  ],
  message: ({ missing }: { missing: string[] }) => `key usage lacks ${missing.join(' and ')}`,
  *check(facts: PeerCertificateFacts) {
    const { keyUsage, certificate, isSelfSigned } = facts.issued;
    if (!keyUsage || isSelfSigned === true) return;
    const isRsa = certificate.publicKey.kind === 'rsa';
    const wanted = isRsa
      ? (['digitalSignature', 'keyEncipherment'] as const)
      : (['digitalSignature'] as const);
    const missing = wanted.filter((usage) => !keyUsage.includes(usage));
    if (missing.length > 0) yield about(facts, { missing });
  },
});
