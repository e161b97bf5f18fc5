import { rule } from '../../findings/rule.ts';
import { aboutKeys, type FederationFacts } from './facts.ts';

export const staticRoutesNone = rule({
  code: 'federation/static-routes-none',
  severity: 'notice',
  what: '"Use static routes" is on, and there is no static route.',
  why: 'All servers are looked up in DNS, as if it were off.',
  fix: ['Add the routes, or set useStaticRoutes: false.'],
  citations: [{ source: 'guide', ref: 'To Use Static Routes, page 15' }],
  message: () => '"Use static routes" is on, and there is no static route',
  *check(facts: FederationFacts) {
    const { managedBy, staticRoutes, useStaticRoutes } = facts.settings;
    if (managedBy === 'expressway' && useStaticRoutes && staticRoutes.length === 0)
      yield aboutKeys(facts, ['useStaticRoutes'], {});
  },
});
