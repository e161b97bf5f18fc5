import { services } from '../../deployment/model.ts';
import { about } from './facts.ts';
import { weaknessesOf } from './presented.ts';
import { profileRule } from './profile-rule.ts';

export const weakKeyOrHash = profileRule({
  name: 'weak-key-or-hash',
  both: {
    severity: 'error',
    what: 'The RSA key is shorter than 2048 bits, or the {request} is signed with MD5 or SHA-1.',
    notHitBy: 'RSA 2048 with SHA-256',
  },
  csr: {
    why: 'CAs refuse such a request, and a certificate of this strength is refused in TLS.',
    typical: 'A request from an old tool or an old template; the Expressway itself offered SHA-1 up to X8.9.',
    fix: ['Make a new request with an RSA key of 2048 bits or more and SHA-256 or more.'],
    citations: [
      { source: 'rfc', ref: '9325 section 4.5' },
      { source: 'baseline-requirements', ref: 'sections 6.1.5 and 7.1.3.2.1' },
      { source: 'certificate-guide', ref: 'Generating a certificate signing request' },
    ],
  },
  cert: {
    why: 'A certificate of this strength is refused in TLS; the Expressway itself warns at upload that the level of security is not acceptable.',
    typical: 'An old CA, or a request made with an old tool.',
    fix: [
      'Make a new request with an RSA key of 2048 bits or more, and have it signed with SHA-256 or more.',
    ],
    citations: [
      { source: 'rfc', ref: '9325 section 4.5' },
      { source: 'baseline-requirements', ref: 'sections 6.1.5 and 7.1.3.2.1' },
      { source: 'certificate-guide', ref: 'Loading a server certificate and private key' },
    ],
    // The page warns and takes the certificate.
    bears: [{ requirement: 'key-accepted', effect: 'fails', services }],
  },
  message: ({ weakness }: { weakness: string }) => `${weakness} is too weak`,
  *check(presented, facts) {
    for (const weakness of weaknessesOf(presented)) yield about(facts, { weakness });
  },
});
