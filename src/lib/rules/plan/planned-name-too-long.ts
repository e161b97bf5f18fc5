import { rule } from '../../findings/rule.ts';
import { aboutName, namesOf, type PlanFacts } from '../../plan/facts.ts';

/** Longest domain name in text form (RFC 1035 section 2.3.4). */
const longestName = 253;

export const plannedNameTooLong = rule({
  code: 'plan/planned-name-too-long',
  severity: 'error',
  what: 'A name is longer than a domain name may be once its format has been applied.',
  why: 'No CA can issue for it, and no client could look it up.',
  typical: 'A registration domain close to the limit, in format CollabEdgeDNS.',
  fix: ['Use format DNS for this registration domain, or a shorter domain.'],
  citations: [{ source: 'rfc', ref: '1035 section 2.3.4' }],
  message: ({ name, length }: { name: string; length: number }) =>
    `${name} has ${length} characters; a domain name has ${longestName} at most`,
  *check({ plan }: PlanFacts) {
    for (const placed of namesOf(plan, ({ type, value }) => type === 'DNS' && value.length > longestName)) {
      const about = aboutName(plan, placed);
      yield { ...about, detail: { ...about.detail, length: placed.name.value.length } };
    }
  },
});
