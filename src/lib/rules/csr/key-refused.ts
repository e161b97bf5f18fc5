import { rule } from '../../findings/rule.ts';
import { publicKeyText, type PublicKey } from '../../x509/public-key.ts';
import { about, type CsrFacts } from './facts.ts';

export const keyRefused = rule({
  code: 'csr/key-refused',
  severity: 'error',
  what: 'The key is of a kind or size that the Expressway or a public CA does not take.',
  why: 'With an 8192-bit key SIP TLS zones can stay down; a public CA refuses every key that is neither RSA nor one of the three NIST curves.',
  fix: ['Make a new request with an RSA key of 2048, 3072 or 4096 bits.'],
  notHitBy: 'an unusual key for a private CA (then csr/key-untested)',
  citations: [
    { source: 'certificate-guide', ref: 'Troubleshooting, certificates with a key length of 8192 bits' },
    { source: 'baseline-requirements', ref: 'section 6.1.5' },
  ],
  message: ({ key, by }: { key: string; by: string }) => `${key} is not taken by ${by}`,
  *check(facts: CsrFacts) {
    const { publicKey } = facts.request.request;
    const key = publicKeyText(publicKey);
    if (publicKey.kind === 'rsa' && publicKey.bits >= 8192) {
      yield { ...about(facts), detail: { key, by: 'the Expressway' } };
    } else if (facts.peer?.ca === 'public' && !isForPublicCa(publicKey)) {
      yield { ...about(facts), detail: { key, by: 'a public CA' } };
    }
  },
});

/** A short RSA key is csr/weak-key-or-hash. */
function isForPublicCa(key: PublicKey): boolean {
  if (key.kind === 'rsa') return key.bits % 8 === 0 || key.bits < 2048;
  return key.kind === 'ec' && key.curve !== undefined && !key.explicitParameters;
}
