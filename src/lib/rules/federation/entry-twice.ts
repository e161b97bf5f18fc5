import type { DeclaredName } from '../../deployment/model.ts';
import { domainOf } from '../../federation/policy.ts';
import { rule } from '../../findings/rule.ts';
import { placesOf, type FederationFacts } from './facts.ts';

/** Each entry with the text by which it is compared. */
type Entry = readonly [key: string, name: DeclaredName];

export const entryTwice = rule({
  code: 'federation/entry-twice',
  severity: 'notice',
  what: 'A list holds the same domain, or the same route, twice.',
  why: 'It has no effect, and whoever deletes one of them finds the other still at work.',
  fix: ['Delete one of them.'],
  notHitBy: 'two routes to one domain over different addresses; they rank equal',
  citations: [{ source: 'guide', ref: 'To Use Static Routes, page 15' }],
  message: ({ list, entry }: { list: string; entry: string }) => `${list} holds ${entry} twice`,
  *check(facts: FederationFacts) {
    const { allowList, denyList, staticRoutes, partners } = facts.settings;
    const ofPartners = partners.flatMap(({ domain, chatNodeAliases }) => [domain, ...chatNodeAliases]);
    const routes = staticRoutes.map(({ domain, address }): Entry => [
      `${domainOf(domain)} by ${address.toLowerCase()}`,
      domain,
    ]);
    const lists: Readonly<Record<string, readonly Entry[]>> = {
      allowList: allowList.map((name) => [domainOf(name), name]),
      denyList: denyList.map((name) => [domainOf(name), name]),
      staticRoutes: routes,
      partners: ofPartners.map((name) => [domainOf(name), name]),
    };
    for (const [list, entries] of Object.entries(lists)) {
      const seen = new Map<string, DeclaredName>();
      for (const [entry, name] of entries) {
        const first = seen.get(entry);
        if (first) yield { subject: {}, detail: { list, entry }, locations: placesOf(facts, [name, first]) };
        else seen.set(entry, name);
      }
    }
  },
});
