import { domainOf } from '../../federation/policy.ts';
import { rule } from '../../findings/rule.ts';
import { placesOf, type FederationFacts } from './facts.ts';

export const ownDomainListed = rule({
  code: 'federation/own-domain-listed',
  severity: 'notice',
  what: 'One of your own domains is on a privacy list, or has a static route.',
  why: 'The lists and routes are about the domains of others. For your own they do nothing, and may be a mix-up.',
  fix: ['Delete the entry; list the domains of your partners.'],
  citations: [{ source: 'guide', ref: 'Configuring the Allow and Deny Lists, page 16' }],
  message: ({ domain, list }: { domain: string; list: string }) => `${domain} on ${list} is your own domain`,
  *check(facts: FederationFacts) {
    const { allowList, denyList, staticRoutes } = facts.settings;
    const lists = { allowList, denyList, staticRoutes: staticRoutes.map(({ domain }) => domain) };
    for (const [list, names] of Object.entries(lists)) {
      for (const name of names) {
        if (!facts.policy.localDomains.has(domainOf(name))) continue;
        yield { subject: {}, detail: { domain: name.written, list }, locations: placesOf(facts, [name]) };
      }
    }
  },
});
