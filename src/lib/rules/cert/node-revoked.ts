import { rule } from '../../findings/rule.ts';
import { aboutNode, dayText, roleText, type NodeCertificateFacts } from './facts.ts';

export const nodeRevoked = rule({
  code: 'cert/node-revoked',
  severity: 'error',
  what: 'The CA has revoked a certificate of Unified CM or of the IM and Presence Service.',
  why: 'Whoever checks revocation refuses the connection to the node.',
  fix: ['On the node make a new request with a new key, have it signed, upload it and restart its service.'],
  notHitBy: 'a certificate for which no list could be used: that is not checked',
  citations: [{ source: 'rfc', ref: '5280 section 6.1.3 (a)(3)' }],
  message: ({ role, since, reason }: { role: string; since: string; reason: string }) =>
    `${roleText(role)} is revoked since ${since} (${reason})`,
  *check(facts: NodeCertificateFacts) {
    const { revocation } = facts;
    if (revocation?.status !== 'revoked') return;
    yield aboutNode(facts, { since: dayText(revocation.since), reason: revocation.reason });
  },
});
