import { rule } from '../../findings/rule.ts';
import { isFqdn, placesOf, subjectOf, type CsrFacts } from './facts.ts';

export const cnDiffers = rule({
  code: 'csr/cn-differs',
  severity: 'warning',
  what: "The CN is neither the cluster's name nor the peer's.",
  why: 'An Expressway puts one of the two there; log lines, alarms and peers that show the CN will name something else.',
  typical: 'The request was made by hand, or for another machine.',
  fix: ['Make a new request with the planned CN.'],
  notHitBy: "the peer's name where the cluster's is planned, and the other way round",
  citations: [{ source: 'tac', ref: '215405 and 215670' }],
  message: ({ commonName, planned }: { commonName: string; planned: string }) =>
    `CN is ${commonName}, where ${planned} is planned`,
  *check(facts: CsrFacts) {
    const { peer, request } = facts;
    if (!peer) return;
    const own = peer.names.filter(({ reasons }) =>
      reasons.some(({ kind }) => kind === 'peer' || kind === 'cluster'),
    );
    const fitting = [peer.commonName, peer.peer, ...own.map(({ value }) => value)].map((name) =>
      name.toLowerCase(),
    );
    const [first] = request.commonNames;
    if (first === undefined || !isFqdn(first)) return;
    if (request.commonNames.some((name) => fitting.includes(name.toLowerCase()))) return;
    yield {
      subject: subjectOf(facts),
      detail: { commonName: first, planned: peer.commonName },
      locations: placesOf(facts, peer.position),
    };
  },
});
