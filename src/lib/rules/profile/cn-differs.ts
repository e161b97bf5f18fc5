import { isFqdn } from '../../names/fqdn.ts';
import { isMadeOutToOther } from '../cert/facts.ts';
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
    appliesTo: (facts) => !isMadeOutToOther(facts),
  },
  message: ({ commonName, planned }: { commonName: string; planned: string; isOfCa: boolean }) =>
    `CN is ${commonName}, where ${planned} is planned`,
  remedy: ({ isOfCa }) =>
    isOfCa ? ['The request has the planned CN: ask the CA to take the subject from the request.'] : undefined,
  *check({ commonNames }, facts) {
    const { peer } = facts;
    const [first] = commonNames;
    if (!peer || isForClientStore(facts) || first === undefined || !isFqdn(first)) return;
    const own = peer.names
      .filter(({ reasons }) => reasons.some(({ kind }) => kind === 'peer' || kind === 'cluster'))
      .map(({ value }) => value);
    const isOwn = (name: string): boolean =>
      [peer.commonName, ...own].some((each) => each.toLowerCase() === name.toLowerCase());
    if (commonNames.some(isOwn)) return;
    const { comparison } = facts;
    const isOfCa = comparison?.hasSameKey === true && comparison.requestedCommonNames.some(isOwn);
    yield about(facts, { commonName: first, planned: peer.commonName, isOfCa }, peer.position);
  },
});
