import { domainOf } from '../../federation/policy.ts';
import { privacyOf } from '../../federation/privacy.ts';
import { rule } from '../../findings/rule.ts';
import { placesOf, type FederationFacts } from './facts.ts';

export const partnerDenied = rule({
  code: 'federation/partner-denied',
  severity: 'warning',
  what: 'A domain or chat node alias of a partner is not allowed by the privacy lists.',
  why: 'Its streams are refused. Where only an alias is missing, chats work and group chats do not.',
  typical: 'The domain is on the allow list, and its conference subdomain is not: entries are exact.',
  fix: ['Put the name on allowList, or take it off denyList.', 'Or add a static route to it.'],
  notHitBy: 'a name that is allowed by a static route in use',
  citations: [{ source: 'guide', ref: 'Configuring the Allow and Deny Lists, page 16' }],
  message: ({ name, reason }: { name: string; reason: string }) =>
    `${name}, a name of a partner, is not allowed: ${reason}`,
  *check(facts: FederationFacts) {
    const { privacy } = facts.policy;
    if (!privacy.isOn) return;
    for (const { domain, chatNodeAliases } of facts.settings.partners) {
      for (const name of [domain, ...chatNodeAliases]) {
        const { isAllowed, reason } = privacyOf(domainOf(name), privacy);
        if (isAllowed) continue;
        yield { subject: {}, detail: { name: name.written, reason }, locations: placesOf(facts, [name]) };
      }
    }
  },
});
