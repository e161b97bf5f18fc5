import { rule } from '../../findings/rule.ts';
import { aboutKeys, type FederationFacts } from './facts.ts';

export const staticRoutesOnImp = rule({
  code: 'federation/static-routes-on-imp',
  severity: 'warning',
  what: 'Static routes are given, and IM and Presence, which has none, terminates the federation.',
  why: 'It finds the servers of partners in DNS alone.',
  fix: ['Have the partners publish SRV records, or let the Expressway federate: managedBy: expressway.'],
  notHitBy: 'static routes of an Expressway-E',
  citations: [{ source: 'guide', ref: 'Table 2, Static routes' }],
  message: () => 'static routes are given, and IM and Presence knows none',
  *check(facts: FederationFacts) {
    const { managedBy, staticRoutes, useStaticRoutes } = facts.settings;
    if (managedBy === 'imp' && (useStaticRoutes || staticRoutes.length > 0))
      yield aboutKeys(facts, ['useStaticRoutes', 'staticRoutes'], {});
  },
});
