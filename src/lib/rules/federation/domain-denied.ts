import { rule } from '../../findings/rule.ts';
import type { AskedDomainFacts } from './facts.ts';

export const domainDenied = rule({
  code: 'federation/domain-denied',
  severity: 'error',
  what: 'A domain that was asked about is not allowed by the privacy lists.',
  why: 'Its streams are refused with policy-violation, however good its certificate is.',
  typical: 'The domain is on the allow list, and its conference subdomain is not: entries are exact.',
  fix: ['Put the domain on allowList, or take it off denyList.', 'Or add a static route to it.'],
  notHitBy: 'a domain that is allowed by a static route in use',
  citations: [{ source: 'guide', ref: 'Configuring the Allow and Deny Lists, page 16' }],
  message: ({ domain, reason }: { domain: string; reason: string }) => `${domain} is not allowed: ${reason}`,
  *check({ domain, privacy: { isAllowed, reason } }: AskedDomainFacts) {
    if (!isAllowed) yield { subject: { peer: domain }, detail: { domain, reason } };
  },
});
