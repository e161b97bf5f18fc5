import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { aboutNode, roleText, type NodeCertificateFacts } from './facts.ts';

export const nodeDomainMissing = rule({
  code: 'cert/node-domain-missing',
  severity: 'warning',
  what: 'A certificate for XMPP of the IM and Presence Service lacks a presence domain.',
  why: 'Jabber looks for the domain of its user, and asks the user whether to accept the certificate.',
  typical: 'A domain was added, and the certificate was not made again; or the CA dropped all names but one.',
  fix: [
    'On the IM and Presence Service make a new request for the certificate, have it signed with every name, upload it, and restart the XCP router.',
  ],
  notHitBy: 'other roles; a deployment file without presenceDomains and federationDomains',
  citations: [
    { source: 'imp-guide', ref: 'certificates cup-xmpp and cup-xmpp-s2s' },
    { source: 'field-experience', ref: 'Jabber certificate prompts' },
  ],
  bears: [{ requirement: 'trusts-imp', effect: 'remark' }],
  message: ({ role, missing }: { readonly role: string; readonly missing: readonly string[] }) =>
    `${roleText(role)} lacks ${listText(missing)}`,
  *check(facts: NodeCertificateFacts) {
    if (!facts.role?.role.startsWith('cup-xmpp')) return;
    const there = new Set(facts.issued.names.map(({ value }) => value.toLowerCase()));
    const missing = (facts.presenceDomains ?? []).filter((domain) => !there.has(domain.toLowerCase()));
    if (missing.length > 0) yield aboutNode(facts, { missing });
  },
});
