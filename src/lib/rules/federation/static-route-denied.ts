import { domainOf } from '../../federation/policy.ts';
import { privacyOf } from '../../federation/privacy.ts';
import { rule } from '../../findings/rule.ts';
import { placesOf, type FederationFacts } from './facts.ts';

export const staticRouteDenied = rule({
  code: 'federation/static-route-denied',
  severity: 'warning',
  what: 'A domain has a static route, and is on the deny list.',
  why: 'The route is never used: a static route lets a domain past the allow list, not past the deny list.',
  fix: ['Take the domain off the deny list, or delete the route.'],
  notHitBy: 'a route to a domain that is missing on the allow list',
  citations: [{ source: 'guide', ref: 'Table 3, Privacy mode, page 15' }],
  message: ({ domain }: { domain: string }) => `${domain} has a static route, and is denied`,
  *check(facts: FederationFacts) {
    const { settings, policy } = facts;
    if (!settings.useStaticRoutes) return;
    for (const { domain } of settings.staticRoutes) {
      if (privacyOf(domainOf(domain), policy.privacy).reason !== 'on deny list') continue;
      yield { subject: {}, detail: { domain: domain.written }, locations: placesOf(facts, [domain]) };
    }
  },
});
