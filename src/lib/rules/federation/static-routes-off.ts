import { rule } from '../../findings/rule.ts';
import { countText } from '../../findings/words.ts';
import { aboutKeys, type FederationFacts } from './facts.ts';

export const staticRoutesOff = rule({
  code: 'federation/static-routes-off',
  severity: 'warning',
  what: 'There are static routes, and "Use static routes" is off.',
  why: 'The routes are not used, servers are looked up in DNS, and the domains are not let past the allow list.',
  fix: ['Set useStaticRoutes: true, or delete the routes.'],
  notHitBy:
    'static routes that are switched on for some of the domains only: the others are looked up in DNS',
  citations: [{ source: 'guide', ref: 'To Use Static Routes, page 15' }],
  message: ({ count }: { count: number }) =>
    `${countText(count, 'static route is', 'static routes are')} configured, and "Use static routes" is off`,
  *check(facts: FederationFacts) {
    const { staticRoutes, useStaticRoutes } = facts.settings;
    if (staticRoutes.length > 0 && !useStaticRoutes)
      yield aboutKeys(facts, ['staticRoutes', 'useStaticRoutes'], { count: staticRoutes.length });
  },
});
