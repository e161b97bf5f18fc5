import { rule } from '../../findings/rule.ts';
import { aboutNode, roleText, type NodeCertificateFacts } from './facts.ts';
import { beginText, endText, isPerhapsMet, openAsUsed, revocationText } from './node-facts.ts';

export const nodePerhapsRefused = rule({
  code: 'cert/node-perhaps-refused',
  severity: 'warning',
  what: 'A certificate of Unified CM or of the IM and Presence Service has expired or is revoked, and an Expressway may meet it.',
  why: 'Where the node shows it, the Expressway-C refuses the connection. Nodes with ECDSA certificates choose between them and the RSA ones by the cipher lists of both sides.',
  typical: 'RSA certificates were renewed, their -ECDSA twins forgotten.',
  fix: [
    'Regenerate or renew the certificate on the node too, and restart its service.',
    'Where nobody said what the certificate is for: call its file after its role, such as tomcat.pem.',
  ],
  notHitBy: 'certificates that an Expressway meets for sure (cert/node-expired, cert/node-revoked), or never',
  citations: [{ source: 'tac', ref: '218018' }],
  bears: openAsUsed,
  message: ({ role, because }: { role: string; because: string }) => `${roleText(role)} ${because}`,
  *check(facts: NodeCertificateFacts) {
    const because = endText(facts) ?? beginText(facts) ?? revocationText(facts);
    if (because !== undefined && isPerhapsMet(facts)) yield aboutNode(facts, { because });
  },
});
