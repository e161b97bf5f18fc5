import { rootZoneTlds } from '../../product/root-zone.ts';
import { rule } from '../../findings/rule.ts';
import { aboutName, namesOf, type PlanFacts } from '../../plan/facts.ts';

/** Domains that are nobody's, for examples alone (RFC 2606 section 3). */
const isExample = (name: string): boolean => /(?:^|[.@])example\.(?:com|net|org)$/i.test(name);

/** Of a domain that somebody can have. */
const isOfSomebody = (name: string): boolean =>
  !isExample(name) && rootZoneTlds.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase());

export const exampleName = rule({
  code: 'plan/example-name',
  severity: 'warning',
  what: 'An example name is to go into a certificate, and there are Expressways whose own names are no examples.',
  why: 'No public CA issues for it, and no client looks for it: the name that is needed is missing.',
  typical: 'a domain of the starter file that was left in',
  fix: ['Put your own name there, or remove it.'],
  notHitBy: 'a deployment of examples, such as those of the documents',
  citations: [{ source: 'rfc', ref: '2606 section 3' }],
  message: ({ name }: { name: string }) => `${name} is an example, and nobody's name`,
  *check({ plan }: PlanFacts) {
    const peers = plan.peers.map(({ peer }) => peer);
    if (peers.some(isExample) && !peers.some(isOfSomebody)) return;
    for (const found of namesOf(plan, ({ value }) => isExample(value))) yield aboutName(plan, found);
  },
});
