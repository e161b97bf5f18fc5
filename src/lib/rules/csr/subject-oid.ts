import { subjectOidsAllowed } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { about, type CsrFacts } from './facts.ts';

export const subjectOid = rule({
  code: 'csr/subject-oid',
  severity: 'error',
  what: 'The subject of the request holds an attribute that is known by number only.',
  why: 'SSH tunnels between Expressway-C and Expressway-E fail with such a certificate.',
  fix: ['Make a new request without the attribute.'],
  notHitBy: `the three EV jurisdiction attributes (${subjectOidsAllowed.join(', ')}); attributes with a name, such as OU or serialNumber`,
  citations: [
    { source: 'certificate-guide', ref: 'Points to be aware of; Troubleshooting, unsupported OIDs' },
  ],
  message: ({ oid }: { oid: string }) => `subject attribute ${oid} breaks SSH tunnels`,
  *check(facts: CsrFacts) {
    for (const oid of facts.request.unnamedAttributes) {
      if (!subjectOidsAllowed.includes(oid)) yield { ...about(facts), detail: { oid } };
    }
  },
});
