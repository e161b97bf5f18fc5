import { domainOf } from '../../federation/policy.ts';
import { rule } from '../../findings/rule.ts';
import { placesOf, type FederationFacts } from './facts.ts';

export const bothLists = rule({
  code: 'federation/both-lists',
  severity: 'error',
  what: 'A domain is on the allow list and on the deny list.',
  why: 'Only one of the lists is in use at a time. Whoever changes the privacy mode turns friend into foe without noticing.',
  fix: ['Take the domain off the list where it does not belong.'],
  notHitBy: 'a domain and a chat node alias below it',
  citations: [{ source: 'guide', ref: 'Configuring the Allow and Deny Lists, page 16' }],
  message: ({ domain }: { domain: string }) => `${domain} is on the allow list and on the deny list`,
  *check(facts: FederationFacts) {
    const { allowList, denyList } = facts.settings;
    for (const allowed of allowList) {
      const denied = denyList.find((each) => domainOf(each) === domainOf(allowed));
      if (denied)
        yield {
          subject: {},
          detail: { domain: allowed.written },
          locations: placesOf(facts, [allowed, denied]),
        };
    }
  },
});
