import { listText } from '../../findings/words.ts';
import { about } from './facts.ts';
import { profileRule } from './profile-rule.ts';

export const keyUsageMissing = profileRule({
  name: 'key-usage-missing',
  both: {
    severity: 'warning',
    why: 'TLS signs with the key, and with an RSA key older cipher suites encrypt to it: such handshakes fail.',
    notHitBy:
      'an ECDSA key without keyEncipherment, which must not have it; one for the client store without it, as clients only sign; a {request} without key usage, which restricts nothing',
    citations: [
      { source: 'collaboration-cvd', ref: 'tables 7-12 and 7-18' },
      { source: 'rfc', ref: '5280 section 4.2.1.3' },
    ],
  },
  csr: {
    what: 'The request asks for a key usage without digitalSignature, or for the server store with an RSA key without keyEncipherment.',
    typical: 'A template that was made for signing or for encryption alone.',
    fix: ['Make a new request with digitalSignature and keyEncipherment.'],
  },
  cert: {
    what: 'The key usage of the certificate lacks digitalSignature, or in the server store with an RSA key keyEncipherment.',
    typical: 'A CA profile made for signing or for encryption alone.',
    fix: ['Have it issued again with digitalSignature and keyEncipherment.'],
    appliesTo: ({ issued }) => issued.isSelfSigned !== true,
    bears: [
      { requirement: 'server-usage', effect: 'remark' },
      { requirement: 'client-usage', effect: 'remark' },
    ],
  },
  message: ({ missing }: { missing: string[] }) => `key usage lacks ${listText(missing)}`,
  *check({ keyUsage, publicKey }, facts) {
    if (!keyUsage) return;
    const isForClient = (facts.store ?? facts.peer?.store) === 'client';
    const wanted =
      publicKey.kind === 'rsa' && !isForClient
        ? (['digitalSignature', 'keyEncipherment'] as const)
        : (['digitalSignature'] as const);
    const missing = wanted.filter((usage) => !keyUsage.includes(usage));
    if (missing.length > 0) yield about(facts, { missing });
  },
});
