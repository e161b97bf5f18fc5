import { rule } from '../../findings/rule.ts';
import { rsaBitsMade } from '../../product/release.ts';
import { publicKeyText, type PublicKey } from '../../x509/public-key.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const keyUntested = rule({
  code: 'cert/key-untested',
  severity: 'warning',
  what: 'The key is of a kind or size that the Generate CSR page of an Expressway does not offer.',
  why: 'Nobody is known to have used such a key on an Expressway; Unified CM and phones may refuse it.',
  fix: ['Make a new request with an RSA key of 2048, 3072 or 4096 bits.'],
  notHitBy:
    'RSA 3072, which expcert makes; keys that are too weak or too long, which have codes of their own',
  citations: [{ source: 'certificate-guide', ref: 'Generating a certificate signing request' }],
  bears: [{ requirement: 'key-accepted', effect: 'not known' }],
  message: ({ key }: { key: string }) => `${key} is no kind of key an Expressway makes itself`,
  *check(facts: PeerCertificateFacts) {
    const { publicKey } = facts.issued.certificate;
    if (isKnownToWork(publicKey) || isJudgedElsewhere(publicKey)) return;
    yield about(facts, { key: publicKeyText(publicKey) });
  },
});

function isKnownToWork(key: PublicKey): boolean {
  if (key.kind === 'rsa') return rsaBitsMade.includes(key.bits);
  return key.kind === 'ec' && key.curve !== undefined && !key.explicitParameters;
}

/** cert/weak-key-or-hash and cert/key-refused. */
function isJudgedElsewhere(key: PublicKey): boolean {
  const isRsa = key.kind === 'rsa' || key.kind === 'rsa-pss';
  return isRsa && (key.bits < 2048 || (key.kind === 'rsa' && key.bits >= 8192));
}
