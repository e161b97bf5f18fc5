import { isFqdn } from '../../names/fqdn.ts';
import { altNameKey } from '../../san/required.ts';
import { about } from './facts.ts';
import { profileRule } from './profile-rule.ts';

export const cnNotAmongNames = profileRule({
  name: 'cn-not-among-names',
  both: {
    severity: 'warning',
    what: 'The CN is not among the subject alternative names.',
    citations: [
      { source: 'tac', ref: '215405 and 215670' },
      { source: 'baseline-requirements', ref: 'section 7.1.4.3' },
    ],
  },
  csr: {
    why: 'Names are looked up among the subject alternative names alone; and a public CA puts only such a CN into a certificate as is a name there too.',
    typical:
      'openssl req with a subjectAltName list that leaves out the CN. The Expressway itself always adds it.',
    fix: ['Make a new request that has the CN among its names too.'],
    notHitBy: 'a CN that is planned as a name and missing (then csr/name-missing); a CN that is no FQDN',
  },
  cert: {
    why: 'Names are looked up among the subject alternative names alone: whoever connects to the name in the CN refuses the certificate.',
    typical: 'The CA copied the names of the request and left out the CN.',
    fix: ['Make a new request that has the CN among its names too, and have it signed.'],
    notHitBy:
      "a CN that is planned as a name and missing (then cert/name-missing); the peer's name or the cluster's, if both are names",
    bears: {
      nothing:
        'Names are looked for among the alternative names, and a planned one that is not there has its own finding.',
    },
  },
  message: ({ commonName }: { commonName: string }) => `CN ${commonName} is not among the names`,
  *check({ names, commonNames }, facts) {
    if (names.length === 0) return;
    const there = new Set(names.map(altNameKey));
    const told = new Set(facts.names?.missing.map(altNameKey));
    for (const commonName of commonNames.filter(isFqdn)) {
      const key = altNameKey({ type: 'DNS', value: commonName });
      if (!there.has(key) && !told.has(key)) yield about(facts, { commonName });
    }
  },
});
