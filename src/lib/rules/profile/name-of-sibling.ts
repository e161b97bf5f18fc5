import { about } from './facts.ts';
import { extraNames } from './extra-names.ts';
import { profileRule } from './profile-rule.ts';

export const nameOfSibling = profileRule({
  name: 'name-of-sibling',
  both: {
    severity: 'notice',
    what: 'The {request} holds the name of another peer of its cluster.',
    why: 'It does no harm: the Generate CSR page has a choice that puts the names of all peers into each request.',
    fix: ['Nothing has to be done.'],
    notHitBy: 'a name of another cluster, or of nobody in the deployment',
    citations: [{ source: 'certificate-guide', ref: 'Generating a certificate signing request, clusters' }],
  },
  csr: {},
  cert: {
    bears: { nothing: 'Nobody minds a name too many.' },
  },
  message: ({ name }: { name: string }) =>
    `${name} is the name of another peer of the cluster; it does no harm`,
  *check(presented, facts) {
    for (const name of extraNames(presented, facts).ofSiblings) yield about(facts, { name });
  },
});
