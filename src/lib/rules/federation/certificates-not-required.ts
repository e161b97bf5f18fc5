import { rule } from '../../findings/rule.ts';
import { aboutKeys, type FederationFacts } from './facts.ts';

export const certificatesNotRequired = rule({
  code: 'federation/certificates-not-required',
  severity: 'warning',
  what: 'With TLS, certificates of other servers are not verified.',
  why: 'Streams are encrypted, but to whom, dialback alone says, and it trusts DNS.',
  fix: ['Set requireClientSideSecurityCertificates: true, and load the CAs of your partners.'],
  notHitBy: 'No TLS, where the setting does nothing',
  citations: [
    { source: 'guide', ref: 'Table 3, Require client-side security certificates, page 15' },
    { source: 'rfc', ref: '6120 section 13.8.2' },
  ],
  message: () => 'certificates are not verified: an encrypted stream may end at somebody else',
  *check(facts: FederationFacts) {
    const { securityMode, requireClientSideSecurityCertificates: isRequired } = facts.settings;
    if (securityMode !== 'No TLS' && !isRequired)
      yield aboutKeys(facts, ['requireClientSideSecurityCertificates'], {});
  },
});
