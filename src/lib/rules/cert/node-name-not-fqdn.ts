import { rule } from '../../findings/rule.ts';
import { aboutNode, roleText, type NodeCertificateFacts } from './facts.ts';
import { hasFqdn, openAsUsed } from './node-facts.ts';

export const nodeNameNotFqdn = rule({
  code: 'cert/node-name-not-fqdn',
  severity: 'warning',
  what: 'A tomcat or CallManager certificate holds no fully qualified name.',
  why: 'The Expressway-C looks for the FQDN of the node, and answers 502 when it is not there.',
  typical: 'System > Server on Unified CM holds an IP address or a bare host name.',
  fix: [
    'Enter the FQDN under System > Server, regenerate the certificate, restart its service.',
    'On the Expressway-C refresh the configuration of Unified CM.',
  ],
  notHitBy: 'a certificate with an FQDN beside other names; other roles',
  saysTheProduct: ['SNI not in certificate'],
  citations: [{ source: 'tac', ref: '218018' }],
  bears: openAsUsed,
  message: ({ role }: { role: string }) => `${roleText(role)} has no FQDN among its names`,
  *check(facts: NodeCertificateFacts) {
    if (facts.uses.length === 0 || !/^(tomcat|CallManager)/.test(facts.role?.role ?? '')) return;
    if (!hasFqdn(facts)) yield aboutNode(facts, {});
  },
});
