import { subjectProblems } from '../../csr/subject.ts';
import { about } from './facts.ts';
import { profileRule } from './profile-rule.ts';

export const subjectRepeated = profileRule({
  name: 'subject-repeated',
  both: {
    what: 'An attribute stands more than once in the subject of the {request}.',
    notHitBy: 'OU, DC and street, of which there may be several',
    citations: [{ source: 'baseline-requirements', ref: 'section 7.1.4.2' }],
  },
  csr: {
    severity: 'warning',
    why: 'Public CAs refuse it, others take one of the values, and nobody says which.',
    typical: 'A second CN for a second name.',
    fix: ['Make a new request with one value; further names belong into the subject alternative names.'],
  },
  cert: {
    severity: 'notice',
    why: 'Software takes the first, the last or all of them.',
    typical: 'A CA of the company that puts in what it is asked for.',
    fix: ['Make the next request with one value.'],
    bears: { nothing: 'The names that count stand in the subject alternative names.' },
  },
  message: ({ attribute, times }: { attribute: string; times: number }) =>
    `${attribute} stands ${times} times in the subject`,
  *check({ subject }, facts) {
    for (const problem of subjectProblems(subject))
      if (problem.kind === 'repeated')
        yield about(facts, { attribute: problem.attribute, times: problem.times });
  },
});
