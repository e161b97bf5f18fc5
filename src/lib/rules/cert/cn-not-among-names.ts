import { rule } from '../../findings/rule.ts';
import { isFqdn } from '../../names/fqdn.ts';
import { altNameKey } from '../../san/required.ts';
import { about, type PeerCertificateFacts } from './facts.ts';

export const cnNotAmongNames = rule({
  code: 'cert/cn-not-among-names',
  severity: 'warning',
  what: 'The CN is not among the subject alternative names.',
  why: 'Names are looked up among the subject alternative names alone: whoever connects to the name in the CN refuses the certificate.',
  typical: 'The CA copied the names of the request and left out the CN.',
  fix: ['Make a new request that has the CN among its names too, and have it signed.'],
  notHitBy:
    "a CN that is planned as a name and missing (then cert/name-missing); the peer's name or the cluster's, if both are names",
  citations: [
    { source: 'tac', ref: '215405 and 215670' },
    { source: 'baseline-requirements', ref: 'section 7.1.4.3' },
  ],
  bears: {
    nothing:
      'Names are looked for among the alternative names, and a planned one that is not there has its own finding.',
  },
  message: ({ commonName }: { commonName: string }) => `CN ${commonName} is not among the names`,
  *check(facts: PeerCertificateFacts) {
    const { names, commonNames } = facts.issued;
    if (names.length === 0) return;
    const there = new Set(names.map(altNameKey));
    const told = new Set(facts.names?.missing.map(altNameKey));
    for (const commonName of commonNames.filter(isFqdn)) {
      const key = altNameKey({ type: 'DNS', value: commonName });
      if (!there.has(key) && !told.has(key)) yield about(facts, { commonName });
    }
  },
});
