import { publicKeyText } from '../../x509/public-key.ts';
import { about } from './facts.ts';
import { isKeyUntested } from './presented.ts';
import { profileRule } from './profile-rule.ts';

export const keyUntested = profileRule({
  name: 'key-untested',
  both: {
    severity: 'warning',
    what: 'The key is of a kind or size that the Generate CSR page of an Expressway does not offer.',
    why: 'Nobody is known to have used such a key on an Expressway; Unified CM and phones may refuse it.',
    fix: ['Make a new request with an RSA key of 2048, 3072 or 4096 bits.'],
    notHitBy:
      'RSA 3072, which expcert makes; keys that are too weak or too long, which have codes of their own',
    citations: [{ source: 'certificate-guide', ref: 'Generating a certificate signing request' }],
  },
  csr: {},
  cert: { bears: [{ requirement: 'key-accepted', effect: 'not known' }] },
  message: ({ key }: { key: string }) => `${key} is no kind of key an Expressway makes itself`,
  *check(presented, facts, area) {
    if (isKeyUntested(presented, facts, area)) {
      yield about(facts, { key: publicKeyText(presented.publicKey) });
    }
  },
});
