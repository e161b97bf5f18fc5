import { rule } from '../../findings/rule.ts';
import { aboutKeys, type FederationFacts } from './facts.ts';

export const revocationOff = rule({
  code: 'federation/revocation-off',
  severity: 'warning',
  what: 'Certificates of other servers are required, and never looked up in revocation lists.',
  why: 'Whoever has stolen the key of a partner can use it until its certificate expires.',
  fix: ['Delete revocationCheck: off, and load the revocation lists of your partners’ CAs.'],
  notHitBy: 'revocationCheck: if loaded, with no list loaded',
  citations: [{ source: 'rfc', ref: '6120 section 13.7.2' }],
  message: () => 'revocation lists and OCSP responses are not looked at',
  *check(facts: FederationFacts) {
    const { revocationCheck, requireClientSideSecurityCertificates } = facts.settings;
    if (revocationCheck === 'off' && requireClientSideSecurityCertificates)
      yield aboutKeys(facts, ['revocationCheck'], {});
  },
});
