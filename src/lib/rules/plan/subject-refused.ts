import { subjectProblemText, type SubjectProblem } from '../../csr/subject.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, requestSubject, type PlanFacts } from '../../plan/facts.ts';
import { plannedSubjectProblems } from '../../plan/subject-problems.ts';

type Detail = { readonly attribute: string; readonly value?: string; readonly problem: SubjectProblem };

export const subjectRefused = rule({
  code: 'plan/subject-refused',
  severity: 'error',
  what: 'A value in the subject that is planned is longer than its attribute may be, or no country code of two letters.',
  why: 'CAs refuse the request or drop the attribute; without a CN mobile and remote access, Jabber Guest and the Meeting Server web proxy do not work.',
  typical: 'A host name of more than 64 characters as CN.',
  fix: ['Write another value, or leave the attribute out.'],
  notHitBy: 'attributes for which RFC 5280 names no bound',
  citations: [{ source: 'rfc', ref: '5280 appendix A.1, upper bounds and X520countryName' }],
  message: ({ attribute, value, problem }: Detail) =>
    `${attribute}${value === undefined ? '' : ` ${value}`} ${subjectProblemText(problem)}`,
  remedy: ({ attribute }) =>
    attribute === 'CN'
      ? ['Set request.commonName to the shorter of the two names (peer or cluster), or shorten the FQDN.']
      : undefined,
  *check({ plan }: PlanFacts) {
    for (const request of plan.requests)
      for (const { attribute, position, ...problem } of plannedSubjectProblems(request))
        if (problem.kind !== 'repeated')
          yield {
            subject: requestSubject(request),
            detail: { attribute, ...(attribute === 'CN' && { value: request.commonName }), problem },
            locations: inFile(plan, position),
          };
  },
});
