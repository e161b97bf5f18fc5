import type { Deployment } from '../../deployment/model.ts';
import { rootZoneTlds } from '../../product/root-zone.ts';
import { rule } from '../../findings/rule.ts';
import { aboutName, namesOf, type PlanFacts } from '../../plan/facts.ts';

/** Domains that are nobody's, for examples alone (RFC 2606 section 3). */
const isExample = (name: string): boolean => /(?:^|[.@])example\.(?:com|net|org)$/i.test(name);

/** Of a domain that somebody can have. */
const isOfSomebody = (name: string): boolean =>
  !isExample(name) && rootZoneTlds.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase());

const isStarterWithoutMarks = ({ starterMarks = [] }: Deployment): boolean =>
  starterMarks.some(({ asks }) => asks === 'own names') &&
  starterMarks.every(({ asks }) => asks !== 'replace');

export const exampleName = rule({
  code: 'plan/example-name',
  severity: 'warning',
  what: 'An example name is to go into a certificate, and there are Expressways whose own names are no examples, or the file is a starter.',
  why: 'No public CA issues for it, and no client looks for it: the name that is needed is missing.',
  typical: 'a domain of the starter file that was left in',
  fix: [
    'Put your own name there, or remove it.',
    'Where examples are meant, remove the heading of the starter ("Lines marked REPLACE hold examples").',
  ],
  notHitBy:
    'a deployment of examples, such as those of the documents; a starter whose lines are still marked REPLACE (then plan/example-left)',
  citations: [{ source: 'rfc', ref: '2606 section 3' }],
  message: ({ name }: { name: string }) => `${name} is an example, and nobody's name`,
  *check({ plan }: PlanFacts) {
    const peers = plan.peers.map(({ peer }) => peer);
    const isOfExamples = peers.some(isExample) && !peers.some(isOfSomebody);
    if (isOfExamples && !isStarterWithoutMarks(plan.deployment)) return;
    for (const found of namesOf(plan, ({ value }) => isExample(value))) yield aboutName(plan, found);
  },
});
