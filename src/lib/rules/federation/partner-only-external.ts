import { rule } from '../../findings/rule.ts';
import { placesOf, type FederationFacts } from './facts.ts';

export const partnerOnlyExternal = rule({
  code: 'federation/partner-only-external',
  severity: 'error',
  what: 'The partner accepts certificates alone (SASL EXTERNAL), and this side knows dialback alone.',
  why: 'An Expressway does not take part in SASL between servers, so no stream comes about.',
  fix: ['Have the partner switch server dialback on.', 'On a gateway that can, set saslExternal: true.'],
  notHitBy: 'a partner that offers both; federation by IM and Presence, which knows SASL EXTERNAL',
  saysTheProduct: ["Peer provided no SASL mechanisms; most likely it doesn't accept our certificate"],
  citations: [{ source: 'guide', ref: 'Table 3, Security mode, note on SASL External, page 14' }],
  message: ({ partner }: { partner: string }) =>
    `${partner} does without server dialback, and this side cannot`,
  *check(facts: FederationFacts) {
    const { partners, saslExternal, managedBy } = facts.settings;
    if (saslExternal || managedBy === 'imp') return;
    for (const { domain, onlySaslExternal } of partners) {
      if (!onlySaslExternal) continue;
      yield { subject: {}, detail: { partner: domain.written }, locations: placesOf(facts, [domain]) };
    }
  },
});
