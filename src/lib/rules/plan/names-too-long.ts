import { holdsFor, releaseFacts, sanTextLimitCharacters } from '../../product/release.ts';
import { rule } from '../../findings/rule.ts';
import { inFile, requestSubject, type PlanFacts } from '../../plan/facts.ts';
import type { RequestPlan } from '../../plan/plan.ts';
import { altNameText } from '../../san/required.ts';

/** The text the old releases measure: all names with their types, separated by a comma and a blank. */
function firstNameCutOff({ names }: RequestPlan): { name: string; length: number } | undefined {
  let end = 0;
  let cutOff: string | undefined;
  for (const [i, name] of names.entries()) {
    end += altNameText(name).length + (i > 0 ? 2 : 0);
    if (end > sanTextLimitCharacters) cutOff ??= altNameText(name);
  }
  return cutOff === undefined ? undefined : { name: cutOff, length: end };
}

export const namesTooLong = rule({
  code: 'plan/names-too-long',
  severity: 'error',
  what: 'The alternative names together are longer than releases before X8.10 read.',
  why: 'Those releases ignore everything after 999 characters: services whose names come last fail as if the names were absent.',
  fix: [
    'Upgrade to X8.10 or later, which has no such limit.',
    'Or name fewer or shorter phone security profiles and aliases.',
  ],
  notHitBy: 'any release from X8.10 on',
  citations: [
    { source: 'bug', ref: 'CSCuq86376' },
    { source: 'certificate-guide', ref: 'change history, X8.10' },
  ],
  message: ({ length, name, release }: { length: number; name: string; release: string }) =>
    `${length} characters of names; ${release} reads ${sanTextLimitCharacters} and ignores ${name} and what follows`,
  *check({ plan }: PlanFacts) {
    for (const request of plan.requests) {
      const { release } = request;
      const cut = holdsFor(releaseFacts.sanTextLimit, release) && firstNameCutOff(request);
      if (cut)
        yield {
          subject: requestSubject(request),
          detail: { ...cut, release },
          locations: inFile(plan, request.position),
        };
    }
  },
});
