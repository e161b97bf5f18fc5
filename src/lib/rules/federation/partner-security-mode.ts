import { encryptionWith } from '../../federation/partner.ts';
import { domainOf, policyTowards } from '../../federation/policy.ts';
import { rule } from '../../findings/rule.ts';
import { placesOf, type FederationFacts } from './facts.ts';

type Detail = { readonly partner: string; readonly ours: string; readonly theirs: string };

export const partnerSecurityMode = rule({
  code: 'federation/partner-security-mode',
  severity: 'error',
  what: 'The security modes on both sides exclude each other.',
  why: 'One side insists on TLS, and the other does without: no stream comes about.',
  fix: [
    'Agree with the partner on TLS required, on both sides.',
    'Where the partner cannot use TLS, decide whether the federation is worth plaintext: it takes securityMode: TLS optional, and requireClientSideSecurityCertificates: false.',
  ],
  notHitBy: 'TLS optional here without required certificates, which goes with every mode there',
  citations: [{ source: 'guide', ref: 'Certificates and Secure TLS Connections, page 22' }],
  message: ({ partner, ours, theirs }: Detail) =>
    `${partner} has security mode "${theirs}", which does not go with "${ours}" here`,
  *check(facts: FederationFacts) {
    for (const partner of facts.settings.partners) {
      const { domain, securityMode: theirs } = partner;
      if (theirs === undefined || encryptionWith(partner, facts.policy) !== 'impossible') continue;
      const ours = policyTowards(facts.policy, domainOf(domain)).stream.securityMode;
      yield {
        subject: {},
        detail: { partner: domain.written, ours, theirs },
        locations: placesOf(facts, [domain]),
      };
    }
  },
});
