import { rule } from '../../findings/rule.ts';
import { consequenceOf, isOptional, stepsFor, type AdvisedName } from '../../plan/name-advice.ts';
import { aboutPlannedName, type CsrFacts } from './facts.ts';

export const nameMissing = rule({
  code: 'csr/name-missing',
  severity: 'error',
  what: 'A planned name is not among the subject alternative names of the request.',
  why: 'The service that looks for the name fails with this certificate.',
  typical:
    'A field of the Generate CSR page was left empty, or the deployment file has grown since the request was made.',
  fix: ['Make a new request with the name: on the Expressway, or from the deployment file.'],
  notHitBy:
    'a name that differs in letter case; one that is there in another form (csr/name-other-form, csr/name-wrong-form)',
  citations: [
    { source: 'guide', ref: 'Expressway Certificates, pages 9 to 11' },
    { source: 'certificate-guide', ref: 'Server Certificate Requirements for Unified Communications' },
  ],
  message: ({ name }: AdvisedName) => `${name} is missing`,
  consequence: consequenceOf,
  remedy: stepsFor,
  *check(facts: CsrFacts) {
    const { peer, names } = facts;
    if (!peer || !names) return;
    for (const name of names.missing) if (!isOptional(name)) yield aboutPlannedName(facts, peer, name);
  },
});
