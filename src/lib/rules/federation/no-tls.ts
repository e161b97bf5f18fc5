import { rule } from '../../findings/rule.ts';
import { aboutKeys, type FederationFacts } from './facts.ts';

export const noTls = rule({
  code: 'federation/no-tls',
  severity: 'warning',
  what: 'Security mode is "No TLS".',
  why: 'All messages cross the internet in the clear, and servers that demand TLS do not federate with you.',
  fix: ['Set securityMode: TLS required.'],
  notHitBy: 'TLS optional, which encrypts with everybody who can',
  citations: [
    { source: 'guide', ref: 'Table 3, Security mode, page 14' },
    { source: 'rfc', ref: '7590 section 3.4' },
  ],
  message: () => 'security mode is "No TLS": every stream is in the clear',
  *check(facts: FederationFacts) {
    if (facts.settings.securityMode === 'No TLS') yield aboutKeys(facts, ['securityMode'], {});
  },
});
