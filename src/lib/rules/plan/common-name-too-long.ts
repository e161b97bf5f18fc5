import { commonNameLimit } from '../../product/ca-rules.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, requestSubject, type PlanFacts } from '../../plan/facts.ts';

export const commonNameTooLong = rule({
  code: 'plan/common-name-too-long',
  severity: 'error',
  what: 'The common name is longer than a CN may be.',
  why: 'CAs refuse the request or drop the CN; without a CN mobile and remote access, Jabber Guest and the Meeting Server web proxy do not work.',
  fix: ['Set request.commonName to the shorter of the two names (peer or cluster), or shorten the FQDN.'],
  citations: [{ source: 'rfc', ref: '5280 appendix A.1, ub-common-name' }],
  message: ({ commonName, length }: { commonName: string; length: number }) =>
    `CN ${commonName} has ${length} characters; ${commonNameLimit} are allowed`,
  *check({ plan }: PlanFacts) {
    for (const request of plan.requests) {
      const { commonName } = request;
      if (commonName.length <= commonNameLimit) continue;
      yield {
        subject: requestSubject(request),
        detail: { commonName, length: commonName.length },
        locations: inFile(plan, request.position),
      };
    }
  },
});
