import { rule } from '../../findings/rule.ts';
import { aboutKeys, type FederationFacts } from './facts.ts';

type Detail = { readonly profile: 'literal' | 'hardened' };

export const tlsOptionalWithCertificates = rule({
  code: 'federation/tls-optional-with-certificates',
  severity: 'warning',
  what: 'Certificates are required, and TLS is optional.',
  why: 'The two contradict each other: whoever keeps TLS from coming about needs no certificate.',
  fix: [
    'Set securityMode: TLS required.',
    'For partners that cannot use TLS, set requireClientSideSecurityCertificates: false, and know that dialback alone tells who they are.',
  ],
  notHitBy: 'TLS optional without required certificates',
  citations: [{ source: 'guide', ref: 'Table 3, Security mode, page 14' }],
  message: ({ profile }: Detail) =>
    profile === 'literal'
      ? 'certificates are required, but a server that does without TLS needs none'
      : 'certificates are required, so that servers without TLS are refused although TLS is optional',
  *check(facts: FederationFacts) {
    const { securityMode, requireClientSideSecurityCertificates, profile } = facts.settings;
    if (securityMode === 'TLS optional' && requireClientSideSecurityCertificates)
      yield aboutKeys(facts, ['securityMode', 'requireClientSideSecurityCertificates'], { profile });
  },
});
