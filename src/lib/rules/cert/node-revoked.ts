import { rule } from '../../findings/rule.ts';
import { aboutNode, roleText, type NodeCertificateFacts } from './facts.ts';
import { asUsed, isMet, revocationText } from './node-facts.ts';

export const nodeRevoked = rule({
  code: 'cert/node-revoked',
  severity: 'error',
  what: 'The CA has revoked a certificate of Unified CM or of the IM and Presence Service.',
  why: 'Whoever checks revocation refuses the connection to the node.',
  fix: ['On the node make a new request with a new key, have it signed, upload it and restart its service.'],
  notHitBy:
    'a certificate for which no list could be used: that is not checked; certificates that no Expressway meets',
  citations: [{ source: 'rfc', ref: '5280 section 6.1.3 (a)(3)' }],
  bears: asUsed,
  message: ({ role, revoked }: { role: string; revoked: string }) => `${roleText(role)} ${revoked}`,
  *check(facts: NodeCertificateFacts) {
    const revoked = revocationText(facts);
    if (revoked !== undefined && isMet(facts)) yield aboutNode(facts, { revoked });
  },
});
