import { rule } from '../../findings/rule.ts';
import { holdsFor, releaseFacts } from '../../product/release.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const keyTypeRelease = rule({
  code: 'cert/key-type-release',
  severity: 'error',
  what: 'The certificate has an ECDSA key, and the release knows RSA only.',
  why: 'The Expressway cannot use the certificate.',
  fix: ['Make a new request with an RSA key of 2048 bits, or upgrade to X14.3 or later first.'],
  notHitBy: 'X14.3 and later',
  citations: [releaseFacts.ecdsaCertificates.citation],
  bears: [{ requirement: 'key-accepted', effect: 'fails' }],
  message: ({ key, release }: { key: string; release: string }) =>
    `${release} does not take ${key}; ECDSA came with ${releaseFacts.ecdsaCertificates.from}`,
  *check(facts: PeerCertificateFacts) {
    const { publicKey } = facts.issued.certificate;
    const release = facts.plan?.deployment.release;
    if (release === undefined || publicKey.kind !== 'ec') return;
    if (holdsFor(releaseFacts.ecdsaCertificates, release)) return;
    yield about(facts, { key: publicKeyText(publicKey), release });
  },
});
