import { rule } from '../../findings/rule.ts';
import { aboutKeys, type FederationFacts } from './facts.ts';

export const certificatesWithoutTls = rule({
  code: 'federation/certificates-without-tls',
  severity: 'notice',
  what: '"Require client-side security certificates" is on, and security mode is "No TLS".',
  why: 'Without TLS nobody presents a certificate: the setting does nothing.',
  fix: ['Set securityMode: TLS required, if certificates are to be verified.'],
  citations: [{ source: 'guide', ref: 'Table 3, Require client-side security certificates, page 15' }],
  message: () => 'certificates are required, and with "No TLS" there are none',
  *check(facts: FederationFacts) {
    const { securityMode, requireClientSideSecurityCertificates } = facts.settings;
    if (securityMode === 'No TLS' && requireClientSideSecurityCertificates)
      yield aboutKeys(facts, ['securityMode', 'requireClientSideSecurityCertificates'], {});
  },
});
