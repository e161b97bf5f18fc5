import { rule } from '../../findings/rule.ts';
import { aboutNode, roleText, type NodeCertificateFacts } from './facts.ts';

export const nodeExpired = rule({
  code: 'cert/node-expired',
  severity: 'error',
  what: 'A certificate of Unified CM or of the IM and Presence Service has expired.',
  why: 'The Expressway-C refuses the connection to the node.',
  fix: [
    'Regenerate or renew the certificate on the node, restart its service, and upload it or its CA where it is trusted.',
  ],
  notHitBy: 'the last second of the last day',
  citations: [{ source: 'rfc', ref: '5280 section 6.1.3 (a)(2)' }],
  message: ({ role, ended }: { role: string; ended: string }) => `${roleText(role)} expired on ${ended}`,
  *check(facts: NodeCertificateFacts) {
    const { notAfter } = facts.issued.certificate;
    if (facts.at < notAfter + 1000) return;
    yield aboutNode(facts, { ended: new Date(notAfter).toISOString().slice(0, 10) });
  },
});
