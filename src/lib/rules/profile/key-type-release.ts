import { releaseFacts } from '../../product/release.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import { about } from './facts.ts';
import { releaseTooOld } from './presented.ts';
import { profileRule } from './profile-rule.ts';

export const keyTypeRelease = profileRule({
  name: 'key-type-release',
  both: {
    severity: 'error',
    what: 'The {request} has an ECDSA key, and the release knows RSA only.',
    why: 'The Expressway cannot use the certificate.',
    fix: ['Make a new request with an RSA key of 2048 bits, or upgrade to X14.3 or later first.'],
    notHitBy: 'X14.3 and later',
    citations: [releaseFacts.ecdsaCertificates.citation],
  },
  csr: {},
  cert: {
    bears: [{ requirement: 'key-accepted', effect: 'fails' }],
  },
  message: ({ key, release }: { key: string; release: string }) =>
    `${release} does not take ${key}; ECDSA came with ${releaseFacts.ecdsaCertificates.from}`,
  *check(presented, facts) {
    const release = releaseTooOld(presented, facts);
    if (release !== undefined) yield about(facts, { key: publicKeyText(presented.publicKey), release });
  },
});
