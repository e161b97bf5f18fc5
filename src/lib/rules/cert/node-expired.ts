import { rule } from '../../findings/rule.ts';
import { aboutNode, roleText, type NodeCertificateFacts } from './facts.ts';
import { asUsed, endText, isMet } from './node-facts.ts';

export const nodeExpired = rule({
  code: 'cert/node-expired',
  severity: 'error',
  what: 'A certificate of Unified CM or of the IM and Presence Service has expired.',
  why: 'The Expressway-C refuses the connection to the node.',
  fix: [
    'Regenerate or renew the certificate on the node, restart its service, and upload it or its CA where it is trusted.',
  ],
  notHitBy:
    'the last second of the last day; certificates that no Expressway meets, such as CAPF or TVS; those with ECDSA keys (cert/node-perhaps-refused)',
  citations: [{ source: 'rfc', ref: '5280 section 6.1.3 (a)(2)' }],
  bears: asUsed,
  message: ({ role, ended }: { role: string; ended: string }) => `${roleText(role)} ${ended}`,
  *check(facts: NodeCertificateFacts) {
    const ended = endText(facts);
    if (ended !== undefined && isMet(facts)) yield aboutNode(facts, { ended });
  },
});
