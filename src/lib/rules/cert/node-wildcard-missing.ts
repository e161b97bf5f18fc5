import { rule } from '../../findings/rule.ts';
import { aboutNode, type NodeCertificateFacts } from './facts.ts';

export const nodeWildcardMissing = rule({
  code: 'cert/node-wildcard-missing',
  severity: 'notice',
  what: 'The cup-xmpp-s2s certificate holds no wildcard name, and group chat over TLS is in use.',
  why: 'Where the IM and Presence Service itself federates over TLS with group chat, it needs *.DOMAIN; behind an Expressway it does not.',
  fix: [
    'If the IM and Presence Service federates itself: turn on "Enable Wildcards in XMPP Federation Security Certificates" and regenerate cup-xmpp-s2s.',
  ],
  notHitBy: 'other roles; a deployment without group chat over TLS',
  citations: [{ source: 'imp-guide', ref: 'XMPP federation, wildcards in security certificates' }],
  message: () => 'the cup-xmpp-s2s certificate has no *.DOMAIN',
  *check(facts: NodeCertificateFacts) {
    if (!facts.role?.role.startsWith('cup-xmpp-s2s') || !facts.services.includes('groupChatTls')) return;
    if (!facts.issued.names.some(({ value }) => value.startsWith('*.'))) yield aboutNode(facts, {});
  },
});
