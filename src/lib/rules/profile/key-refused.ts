import { services } from '../../deployment/model.ts';
import { publicKeyText } from '../../x509/public-key.ts';
import { about } from './facts.ts';
import { refusesKey } from './presented.ts';
import { profileRule } from './profile-rule.ts';

const tooLong = {
  source: 'certificate-guide',
  ref: 'Troubleshooting, certificates with a key length of 8192 bits',
} as const;

export const keyRefused = profileRule({
  name: 'key-refused',
  both: { severity: 'error' },
  csr: {
    what: 'The key is of a kind or size that the Expressway or a public CA does not take.',
    why: 'With an 8192-bit key SIP TLS zones can stay down; a public CA refuses every key that is neither RSA nor one of the three NIST curves.',
    fix: ['Make a new request with an RSA key of 2048, 3072 or 4096 bits.'],
    notHitBy: 'an unusual key for a private CA (then csr/key-untested)',
    citations: [tooLong, { source: 'baseline-requirements', ref: 'section 6.1.5' }],
  },
  cert: {
    what: 'The key of the certificate has 8192 bits or more.',
    why: 'SIP TLS zones can stay inactive with such a key.',
    typical: 'A PKI team that wanted to be on the safe side.',
    fix: ['Make a new request with an RSA key of 4096 bits or fewer.'],
    notHitBy: 'RSA 4096',
    citations: [tooLong],
    // The page takes such a key; what fails comes later.
    bears: [{ requirement: 'key-accepted', effect: 'fails', services }],
  },
  message: ({ key, by }: { key: string; by: 'the Expressway' | 'a public CA' }) =>
    by === 'a public CA' ? `${key} is not taken by a public CA` : `${key} can keep SIP TLS zones down`,
  *check(presented, facts, area) {
    const by = refusesKey(presented, facts, area);
    if (by) yield about(facts, { key: publicKeyText(presented.publicKey), by });
  },
});
