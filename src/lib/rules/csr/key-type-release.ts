import { holdsFor, releaseFacts } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import { about, type CsrFacts } from './facts.ts';

export const keyTypeRelease = rule({
  code: 'csr/key-type-release',
  severity: 'error',
  what: 'The request has an ECDSA key, and the release knows RSA only.',
  why: 'The Expressway cannot use the certificate.',
  fix: ['Make a new request with an RSA key of 2048 bits, or upgrade to X14.3 or later first.'],
  notHitBy: 'X14.3 and later',
  citations: [releaseFacts.ecdsaCertificates.citation],
  message: ({ key, release }: { key: string; release: string }) =>
    `${release} does not take ${key}; ECDSA came with ${releaseFacts.ecdsaCertificates.from}`,
  *check(facts: CsrFacts) {
    const { publicKey } = facts.request.request;
    const release = facts.plan?.deployment.release;
    if (release === undefined || publicKey.kind !== 'ec') return;
    if (holdsFor(releaseFacts.ecdsaCertificates, release)) return;
    yield { ...about(facts), detail: { key: publicKeyText(publicKey), release } };
  },
});
