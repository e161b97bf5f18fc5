import { subjectProblems, subjectProblemText, type SubjectProblem } from '../../csr/subject.ts';
import { about } from './facts.ts';
import { profileRule } from './profile-rule.ts';

type Detail = { readonly attribute: string; readonly problem: SubjectProblem };

export const subjectRefused = profileRule({
  name: 'subject-refused',
  both: {
    what: 'A value in the subject of the {request} is longer than its attribute may be, empty, or no country code of two letters.',
    notHitBy:
      'attributes for which RFC 5280 names no bound; an attribute that stands there twice ({area}/subject-repeated)',
    citations: [{ source: 'rfc', ref: '5280 appendix A.1, upper bounds and X520countryName' }],
  },
  csr: {
    severity: 'error',
    why: 'CAs refuse the request, or issue the certificate without the attribute.',
    typical: 'A host name of more than 64 characters as CN, or the name of the country in place of its code.',
    fix: ['Make a new request with another value, or without the attribute.'],
  },
  cert: {
    severity: 'notice',
    why: 'OpenSSL takes it; the CA that renews the certificate may not, nor may stricter software.',
    typical: 'A CA of the company that puts in what it is asked for.',
    fix: ['Make the next request with another value, or without the attribute.'],
    bears: { nothing: 'What verifies the certificate does not measure its subject.' },
  },
  message: ({ attribute, problem }: Detail) => `${attribute} ${subjectProblemText(problem)}`,
  *check({ subject }, facts) {
    for (const { attribute, at: _, ...problem } of subjectProblems(subject))
      if (problem.kind !== 'repeated') yield about(facts, { attribute, problem });
  },
});
