import { isFqdn } from '../../names/fqdn.ts';
import { about, isForClientStore } from './facts.ts';
import { profileRule } from './profile-rule.ts';

export const cnDiffers = profileRule({
  name: 'cn-differs',
  both: {
    severity: 'warning',
    what: "The CN is neither the cluster's name nor the peer's.",
    notHitBy: "the peer's name where the cluster's is planned, and the other way round",
    citations: [{ source: 'tac', ref: '215405 and 215670' }],
  },
  csr: {
    why: 'An Expressway puts one of the two there; log lines, alarms and peers that show the CN will name something else.',
    typical: 'The request was made by hand, or for another machine.',
    fix: ['Make a new request with the planned CN.'],
  },
  cert: {
    why: 'Log lines, alarms and peers that show the CN will name something else.',
    typical: 'The request was made by hand, or the CA took another name for the CN.',
    fix: ['With the next renewal make the request with the planned CN.'],
    bears: {
      nothing:
        'Names are looked for among the alternative names; the services asked about do not compare the CN.',
    },
  },
  message: ({ commonName, planned }: { commonName: string; planned: string }) =>
    `CN is ${commonName}, where ${planned} is planned`,
  *check({ commonNames }, facts) {
    const { peer } = facts;
    const [first] = commonNames;
    if (!peer || isForClientStore(facts) || first === undefined || !isFqdn(first)) return;
    const own = peer.names
      .filter(({ reasons }) => reasons.some(({ kind }) => kind === 'peer' || kind === 'cluster'))
      .map(({ value }) => value.toLowerCase());
    if (commonNames.some((name) => own.includes(name.toLowerCase()))) return;
    yield about(facts, { commonName: first, planned: peer.commonName }, peer.position);
  },
});
