import { rule } from '../../findings/rule.ts';
import type { PathLimit } from '../../path/budget.ts';
import { type JudgedPath } from './facts.ts';

export const searchLimitReached = rule({
  code: 'path/search-limit-reached',
  severity: 'error',
  what: 'The certificates at hand can be combined in so many ways that the search for a path was cut short.',
  why: 'A path may exist that was not looked at; until it is found the certificate does not count as valid.',
  typical: 'Mutually cross-signed CAs, many CAs of one name, thousands of name constraints.',
  fix: [
    'Supply only the certificates that belong to the path.',
    'If all of them belong to it, raise the limit named here.',
  ],
  notHitBy: 'many certificates that have nothing to do with the path',
  citations: [
    { source: 'product', ref: 'limits of path building' },
    { source: 'rfc', ref: '4158 section 2.4.2' },
  ],
  message: ({ limits }: { limits: readonly PathLimit[] }) =>
    `the search was cut short by its limits: ${limits.join(', ')}`,
  *check({ limitsReached }: JudgedPath) {
    if (limitsReached.length > 0) yield { subject: {}, detail: { limits: limitsReached } };
  },
});
