import { about } from './facts.ts';
import { extraNames } from './extra-names.ts';
import { profileRule } from './profile-rule.ts';

export const aliasByDiscovery = profileRule({
  name: 'alias-by-discovery',
  both: {
    severity: 'notice',
    what: 'The {request} of an Expressway-C holds a chat node alias that the plan does not have.',
    why: 'An Expressway-C that knows IM and Presence nodes puts their chat node aliases into each request by itself. It does no harm.',
    typical: 'Group chat is not federated, so the deployment file lists no aliases.',
    fix: ['Nothing has to be done.'],
    notHitBy: 'an Expressway-E, which puts in no aliases by itself',
    citations: [{ source: 'guide', ref: 'Expressway-C Server Certificate Requirements, page 10' }],
  },
  csr: {},
  cert: {
    bears: { nothing: 'Nobody minds a name too many.' },
  },
  message: ({ name }: { name: string }) =>
    `${name} is a chat node alias, which the Expressway-C puts in by itself`,
  *check(presented, facts) {
    for (const name of extraNames(presented, facts).discovered) yield about(facts, { name });
  },
});
