import { rule } from '../../findings/rule.ts';
import { aboutNode, roleText, type NodeCertificateFacts } from './facts.ts';
import { asUsed, beginText, isMet } from './node-facts.ts';

export const nodeNotYetValid = rule({
  code: 'cert/node-not-yet-valid',
  severity: 'error',
  what: 'A certificate of Unified CM or of the IM and Presence Service is not valid yet.',
  why: 'The Expressway-C refuses the connection to the node.',
  fix: [
    'Wait for the day, or have the node use the certificate that is valid now; check the clock of whoever issued it.',
  ],
  notHitBy: 'its first second; certificates that no Expressway meets, such as CAPF or TVS',
  citations: [{ source: 'rfc', ref: '5280 section 6.1.3 (a)(2)' }],
  bears: asUsed,
  message: ({ role, begins }: { role: string; begins: string }) => `${roleText(role)} ${begins}`,
  *check(facts: NodeCertificateFacts) {
    const begins = beginText(facts);
    if (begins !== undefined && isMet(facts)) yield aboutNode(facts, { begins });
  },
});
