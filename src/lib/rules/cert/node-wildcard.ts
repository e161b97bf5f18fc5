import { rule } from '../../findings/rule.ts';
import { altNameText } from '../../san/required.ts';
import { aboutNode, roleText, type NodeCertificateFacts } from './facts.ts';

export const nodeWildcard = rule({
  code: 'cert/node-wildcard',
  severity: 'warning',
  what: 'A certificate of Unified CM holds a wildcard name.',
  why: 'Unified CM does not support wildcard certificates.',
  fix: ['Make a request on the node that lists each name; multi-server requests do.'],
  notHitBy:
    'cup-xmpp-s2s of the IM and Presence Service, which needs one for group chat (cert/node-wildcard-missing)',
  citations: [{ source: 'ucm-security-guide', ref: 'Certificates' }],
  bears: [{ requirement: 'trusts-unified-cm', effect: 'remark' }],
  message: ({ role, name }: { role: string; name: string }) => `${roleText(role)} has ${name}`,
  *check(facts: NodeCertificateFacts) {
    if (facts.uses.length === 0 || facts.product === 'imp' || facts.role?.role.startsWith('cup')) return;
    if (!facts.role && facts.product !== 'unifiedCm') return;
    for (const name of facts.issued.names.map(altNameText)) {
      if (name.includes('*')) yield aboutNode(facts, { name });
    }
  },
});
