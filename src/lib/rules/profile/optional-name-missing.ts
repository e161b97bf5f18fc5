import { isOptional, stepsFor } from '../../plan/name-advice.ts';
import { aboutPlannedName, isForClientStore, type NeededName } from './facts.ts';
import { profileRule } from './profile-rule.ts';

export const optionalNameMissing = profileRule({
  name: 'optional-name-missing',
  both: {
    ownStep: 'give the planned names',
    severity: 'notice',
    what: 'A name that is planned, but that no service needs on this role, is not in the {request}.',
    why: 'Nothing fails; the {request} differs from the deployment file.',
    typical:
      'phoneSecurityProfilesOn names E: the profile names do no harm there, and only the Expressway-C needs them.',
    notHitBy: 'the same name on an Expressway-C (then {area}/name-missing)',
    citations: [{ source: 'product', ref: 'phoneSecurityProfilesOn' }],
  },
  csr: {
    fix: ['Make a new request with the name, or take E out of phoneSecurityProfilesOn.'],
  },
  cert: {
    fix: ['With the next renewal put the name in, or take E out of phoneSecurityProfilesOn.'],
    bears: { nothing: 'Nobody looks for the name on this role.' },
  },
  message: ({ name }: NeededName) => `${name} is missing; nothing needs it there`,
  remedy: (detail: NeededName) => stepsFor(detail),
  *check(_, facts) {
    const { peer, names } = facts;
    if (!peer || !names || isForClientStore(facts)) return;
    for (const name of names.missing) if (isOptional(name)) yield aboutPlannedName(facts, peer, name);
  },
});
