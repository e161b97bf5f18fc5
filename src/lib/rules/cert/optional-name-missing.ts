import { rule } from '../../findings/rule.ts';
import { isOptional, stepsFor } from '../../plan/name-advice.ts';
import {
  aboutPlannedName,
  isServerCertificate,
  type NeededName,
  type PeerCertificateFacts,
} from './facts.ts';

export const optionalNameMissing = rule({
  code: 'cert/optional-name-missing',
  severity: 'notice',
  what: 'A name that is planned, but that no service needs on this role, is not in the certificate.',
  why: 'Nothing fails; the certificate differs from the deployment file.',
  fix: ['With the next renewal put the name in, or take E out of phoneSecurityProfilesOn.'],
  notHitBy: 'the same name on an Expressway-C (then cert/name-missing)',
  citations: [{ source: 'product', ref: 'phoneSecurityProfilesOn' }],
  message: ({ name }: NeededName) => `${name} is missing; nothing needs it there`,
  remedy: stepsFor,
  *check(facts: PeerCertificateFacts) {
    const { peer, names } = facts;
    if (!peer || !names || !isServerCertificate(facts)) return;
    for (const name of names.missing) if (isOptional(name)) yield aboutPlannedName(facts, peer, name);
  },
});
