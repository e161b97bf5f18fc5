import { rule } from '../../findings/rule.ts';
import { isOptional, stepsFor, type AdvisedName } from '../../plan/name-advice.ts';
import { aboutPlannedName, type CsrFacts } from './facts.ts';

export const optionalNameMissing = rule({
  code: 'csr/optional-name-missing',
  severity: 'notice',
  what: 'A name that is planned, but that no service needs on this role, is not in the request.',
  why: 'Nothing fails; the request differs from the deployment file.',
  typical:
    'phoneSecurityProfilesOn names E: the profile names do no harm there, and only the Expressway-C needs them.',
  fix: ['Make a new request with the name, or take E out of phoneSecurityProfilesOn.'],
  notHitBy: 'the same name on an Expressway-C (then csr/name-missing)',
  citations: [{ source: 'product', ref: 'phoneSecurityProfilesOn' }],
  message: ({ name }: AdvisedName) => `${name} is missing; nothing needs it there`,
  remedy: stepsFor,
  *check(facts: CsrFacts) {
    const { peer, names } = facts;
    if (!peer || !names) return;
    for (const name of names.missing) if (isOptional(name)) yield aboutPlannedName(facts, peer, name);
  },
});
