import { subjectOidsAllowed } from '../../product/release.ts';
import { about } from './facts.ts';
import { refusedAttributes } from './presented.ts';
import { profileRule } from './profile-rule.ts';

export const subjectOid = profileRule({
  name: 'subject-oid',
  both: {
    severity: 'error',
    why: 'SSH tunnels between Expressway-C and Expressway-E fail with such a certificate.',
    notHitBy: `the three EV jurisdiction attributes (${subjectOidsAllowed.join(', ')}); attributes with a name, such as OU or serialNumber`,
    citations: [
      { source: 'certificate-guide', ref: 'Points to be aware of; Troubleshooting, unsupported OIDs' },
    ],
  },
  csr: {
    what: 'The subject of the request holds an attribute that is known by number only.',
    fix: ['Make a new request without the attribute.'],
  },
  cert: {
    what: 'Subject or issuer of the certificate holds an attribute that is known by number only.',
    typical: 'A CA that writes attributes of its own into every subject.',
    fix: [
      'Ask the CA for another product or profile, and have the certificate issued again without the attribute.',
    ],
    bears: [{ requirement: 'subject-accepted', effect: 'fails' }],
  },
  message: ({ oid }: { oid: string }) => `attribute ${oid} in a name breaks SSH tunnels`,
  *check(presented, facts) {
    for (const oid of refusedAttributes(presented)) yield about(facts, { oid });
  },
});
