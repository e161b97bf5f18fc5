import { encryptionWith } from '../../federation/partner.ts';
import { rule } from '../../findings/rule.ts';
import { placesOf, type FederationFacts } from './facts.ts';

export const partnerPlaintext = rule({
  code: 'federation/partner-plaintext',
  severity: 'warning',
  what: 'With this partner every stream will be in the clear.',
  why: 'One side does not use TLS, and the other does not insist on it. Anybody on the way can read and change messages.',
  fix: ['Agree with the partner on TLS required, on both sides.'],
  notHitBy: 'TLS optional on both sides, which ends in TLS unless somebody interferes',
  citations: [
    { source: 'guide', ref: 'Table 3, Security mode, page 14' },
    { source: 'rfc', ref: '7590 section 3.4' },
  ],
  message: ({ partner }: { partner: string }) => `streams with ${partner} will be in the clear`,
  *check(facts: FederationFacts) {
    for (const partner of facts.settings.partners) {
      if (encryptionWith(partner, facts.policy) !== 'never') continue;
      const { domain } = partner;
      yield { subject: {}, detail: { partner: domain.written }, locations: placesOf(facts, [domain]) };
    }
  },
});
