import { rule } from '../../findings/rule.ts';
import { foundTargets, isThere, type DnsFacts } from '../../dns/facts.ts';

export const aliasElsewhere = rule({
  code: 'dns/alias-elsewhere',
  severity: 'error',
  what: 'The name of an Expressway-E is an alias (CNAME) for a name in another domain.',
  why: 'The Expressway-E sets a cookie for its own domain, and clients that were led elsewhere drop it: they cannot sign in.',
  fix: ['Give the name addresses of its own (A and AAAA).', 'Or let the alias stay within the domain.'],
  notHitBy: 'an alias within the same domain',
  citations: [
    { source: 'bug', ref: 'CSCuo83458' },
    { source: 'tac', ref: '117811' },
  ],
  message: ({ name, canonical }: { name: string; canonical: string }) =>
    `${name} is an alias for ${canonical}, which is in another domain`,
  *check(facts: DnsFacts) {
    for (const { found, target } of foundTargets(facts)) {
      if (!found.record.services.includes('mra') || found.record.view !== 'external') continue;
      const { answer, target: name } = target;
      if (!isThere(answer) || answer.canonical === undefined) continue;
      if (!answer.canonical.toLowerCase().endsWith(domainOf(name).toLowerCase())) {
        yield { subject: {}, detail: { name, canonical: answer.canonical } };
      }
    }
  },
});

const domainOf = (name: string): string => name.slice(name.indexOf('.'));
