import { subjectOidsAllowed } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, requestSubject, type PlanFacts } from '../../plan/facts.ts';

const isOid = (type: string): boolean => /^\d/.test(type);

export const subjectOid = rule({
  code: 'plan/subject-oid',
  severity: 'error',
  what: 'The subject holds an attribute that an Expressway knows by number only.',
  why: 'SSH tunnels between Expressway-C and Expressway-E fail with such a certificate.',
  fix: ['Remove the attribute from request.subject.'],
  notHitBy: `the three EV jurisdiction attributes (${subjectOidsAllowed.join(', ')})`,
  citations: [
    { source: 'certificate-guide', ref: 'Points to be aware of; Troubleshooting, unsupported OIDs' },
  ],
  message: ({ oid }: { oid: string }) => `subject attribute ${oid} breaks SSH tunnels`,
  *check({ plan }: PlanFacts) {
    for (const request of plan.requests) {
      for (const { type, position } of request.subject) {
        if (!isOid(type) || subjectOidsAllowed.includes(type)) continue;
        yield { subject: requestSubject(request), detail: { oid: type }, locations: inFile(plan, position) };
      }
    }
  },
});
