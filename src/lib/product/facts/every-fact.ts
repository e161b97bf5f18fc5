import { releaseFacts, releaseFactsAsOf, type ReleaseFact } from '../release.ts';
import { rootZoneAsOf, rootZoneTlds } from '../root-zone.ts';
import { datedFacts, type DatedFact, type DatedFacts } from './dated-facts.ts';

/** Those that are part of the program: a newer version has newer ones. */
export const builtInFacts: readonly DatedFact[] = [
  ...Object.entries<ReleaseFact>(releaseFacts).map(([name, { from, before, citation }]): DatedFact => ({
    id: `release/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    value: [...(from ? [`from ${from}`] : []), ...(before ? [`before ${before}`] : [])].join(' '),
    mark: 'sure',
    source: citation,
    asOf: releaseFactsAsOf,
  })),
  {
    id: 'root-zone/top-level-domains',
    value: rootZoneTlds.size,
    mark: 'sure',
    source: { source: 'iana', ref: 'tlds-alpha-by-domain.txt' },
    asOf: rootZoneAsOf,
  },
];

/** Everything the product knows that may be out of date. */
export const everyFact = (facts: DatedFacts = datedFacts): readonly DatedFact[] => [
  ...Object.values(facts),
  ...builtInFacts,
];
