import { policyTowards, domainOf } from '../../federation/policy.ts';
import { rule } from '../../findings/rule.ts';
import { placesOf, type FederationFacts } from './facts.ts';

export const partnerTrustUnused = rule({
  code: 'federation/partner-trust-unused',
  severity: 'warning',
  what: 'A partner has CAs or pinned keys of its own, and its certificates are not required.',
  why: 'A certificate that fits neither is then no reason to refuse: dialback alone decides.',
  fix: ['Set requireClientSideSecurityCertificates: true and securityMode: TLS required in its policy.'],
  notHitBy: 'a partner for whom the settings for all require certificates over TLS',
  citations: [{ source: 'guide', ref: 'Table 3, Require client-side security certificates, page 14' }],
  message: ({ partner }: { partner: string }) =>
    `${partner} has CAs or pins of its own, and may do without a certificate`,
  *check(facts: FederationFacts) {
    for (const { domain } of facts.settings.partners) {
      const { stream, certificates, anchors } = policyTowards(facts.policy, domainOf(domain));
      if (anchors === undefined && certificates.pins.length === 0) continue;
      if (stream.requireCertificates && stream.securityMode === 'TLS required') continue;
      yield { subject: {}, detail: { partner: domain.written }, locations: placesOf(facts, [domain]) };
    }
  },
});
