import { rule } from '../../findings/rule.ts';
import { subjectOidsAllowed } from '../../product/release.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const subjectOid = rule({
  code: 'cert/subject-oid',
  severity: 'error',
  what: 'Subject or issuer of the certificate holds an attribute that is known by number only.',
  why: 'SSH tunnels between Expressway-C and Expressway-E fail with such a certificate.',
  typical: 'A CA that writes attributes of its own into every subject.',
  fix: [
    'Ask the CA for another product or profile, and have the certificate issued again without the attribute.',
  ],
  notHitBy: `the three EV jurisdiction attributes (${subjectOidsAllowed.join(', ')}); attributes with a name, such as OU or serialNumber`,
  citations: [
    { source: 'certificate-guide', ref: 'Points to be aware of; Troubleshooting, unsupported OIDs' },
  ],
  bears: [{ requirement: 'subject-accepted', effect: 'fails' }],
  message: ({ oid }: { oid: string }) => `attribute ${oid} in subject or issuer breaks SSH tunnels`,
  *check(facts: PeerCertificateFacts) {
    for (const oid of facts.issued.unnamedAttributes) {
      if (!subjectOidsAllowed.includes(oid)) yield about(facts, { oid });
    }
  },
});
