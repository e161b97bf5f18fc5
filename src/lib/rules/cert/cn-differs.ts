import { rule } from '../../findings/rule.ts';
import { isFqdn } from '../../names/fqdn.ts';
import { about, isServerCertificate, type PeerCertificateFacts } from './facts.ts';

export const cnDiffers = rule({
  code: 'cert/cn-differs',
  severity: 'warning',
  what: "The CN is neither the cluster's name nor the peer's.",
  why: 'Log lines, alarms and peers that show the CN will name something else.',
  typical: 'The request was made by hand, or the CA took another name for the CN.',
  fix: ['With the next renewal make the request with the planned CN.'],
  notHitBy: "the peer's name where the cluster's is planned, and the other way round",
  citations: [{ source: 'tac', ref: '215405 and 215670' }],
  bears: {
    nothing:
      'Names are looked for among the alternative names; the services asked about do not compare the CN.',
  },
  message: ({ commonName, planned }: { commonName: string; planned: string }) =>
    `CN is ${commonName}, where ${planned} is planned`,
  *check(facts: PeerCertificateFacts) {
    const { peer, issued } = facts;
    if (!peer || !isServerCertificate(facts)) return;
    const own = peer.names.filter(({ reasons }) =>
      reasons.some(({ kind }) => kind === 'peer' || kind === 'cluster'),
    );
    const fitting = [peer.commonName, peer.peer, ...own.map(({ value }) => value)].map((name) =>
      name.toLowerCase(),
    );
    const [first] = issued.commonNames;
    if (first === undefined || !isFqdn(first)) return;
    if (issued.commonNames.some((name) => fitting.includes(name.toLowerCase()))) return;
    yield about(facts, { commonName: first, planned: peer.commonName }, peer.position);
  },
});
