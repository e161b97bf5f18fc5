import { rule } from '../../findings/rule.ts';
import { aboutNode, roleText, type NodeCertificateFacts } from './facts.ts';

export const nodeClientAuthMissing = rule({
  code: 'cert/node-client-auth-missing',
  severity: 'warning',
  what: 'A certificate of Unified CM or of the IM and Presence Service lacks client authentication.',
  why: 'Both sides of a secure zone open connections: the Expressway-C logs that no certificate was returned, and the zone fails.',
  typical: 'A CA template for web servers.',
  fix: [
    'Have the request of the node signed again with a template that has server and client authentication.',
  ],
  notHitBy: 'a certificate without any extended key usage; one whose role nobody said',
  saysTheProduct: ['no certificate returned', 'FN74345'],
  citations: [
    { source: 'tac', ref: '213863 and 213872' },
    { source: 'ucm-security-guide', ref: 'Certificates' },
  ],
  message: ({ role }: { role: string }) => `${roleText(role)} has no clientAuth`,
  *check(facts: NodeCertificateFacts) {
    const { extendedKeyUsage: usages } = facts.issued;
    if (!facts.role || !usages || usages.includes('anyExtendedKeyUsage')) return;
    if (!usages.includes('clientAuth')) yield aboutNode(facts, {});
  },
});
