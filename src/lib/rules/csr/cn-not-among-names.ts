import { rule } from '../../findings/rule.ts';
import { altNameKey } from '../../san/required.ts';
import { about, isFqdn, type CsrFacts } from './facts.ts';

export const cnNotAmongNames = rule({
  code: 'csr/cn-not-among-names',
  severity: 'warning',
  what: 'The CN is not among the subject alternative names.',
  why: 'Names are looked up among the subject alternative names alone; and a public CA puts only such a CN into a certificate as is a name there too.',
  typical:
    'openssl req with a subjectAltName list that leaves out the CN. The Expressway itself always adds it.',
  fix: ['Make a new request that has the CN among its names too.'],
  notHitBy: 'a CN that is planned as a name and missing (then csr/name-missing); a CN that is no FQDN',
  citations: [
    { source: 'tac', ref: '215405 and 215670' },
    { source: 'baseline-requirements', ref: 'section 7.1.4.3' },
  ],
  message: ({ commonName }: { commonName: string }) => `CN ${commonName} is not among the names`,
  *check(facts: CsrFacts) {
    const { names, commonNames } = facts.request;
    if (names.length === 0) return;
    const there = new Set(names.map(altNameKey));
    const told = new Set(facts.names?.missing.map(altNameKey));
    for (const commonName of commonNames.filter(isFqdn)) {
      const key = altNameKey({ type: 'DNS', value: commonName });
      if (!there.has(key) && !told.has(key)) yield { ...about(facts), detail: { commonName } };
    }
  },
});
