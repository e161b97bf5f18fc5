import { rule } from '../../findings/rule.ts';
import { aboutName, namesOf, type PlanFacts } from '../../plan/facts.ts';

/** Domains that are nobody's, for examples alone (RFC 2606 section 3). */
const isExample = (name: string): boolean => /(?:^|[.@])example\.(?:com|net|org)$/i.test(name);

export const exampleName = rule({
  code: 'plan/example-name',
  severity: 'warning',
  what: 'An example name is to go into the certificate of an Expressway whose own name is no example.',
  why: 'No public CA issues for it, and no client looks for it: the name that is needed is missing.',
  typical: 'a domain of the starter file that was left in',
  fix: ['Put your own name there, or remove it.'],
  notHitBy: 'a deployment of examples, such as those of the documents',
  citations: [{ source: 'rfc', ref: '2606 section 3' }],
  message: ({ name }: { name: string }) => `${name} is an example, and nobody's name`,
  *check({ plan }: PlanFacts) {
    if (plan.peers.some(({ peer }) => isExample(peer))) return;
    for (const found of namesOf(plan, ({ value }) => isExample(value))) yield aboutName(plan, found);
  },
});
