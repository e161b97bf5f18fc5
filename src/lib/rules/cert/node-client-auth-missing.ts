import { rule } from '../../findings/rule.ts';
import { aboutNode, roleText, type NodeCertificateFacts } from './facts.ts';
import { openAsUsed } from './node-facts.ts';

export const nodeClientAuthMissing = rule({
  code: 'cert/node-client-auth-missing',
  severity: 'warning',
  what: 'A CallManager certificate lacks client authentication.',
  why: 'Both sides of a secure zone open connections: the Expressway-C logs that no certificate was returned, and the zone fails.',
  typical: 'A CA template for web servers.',
  fix: [
    'Have the request of the node signed again with a template that has server and client authentication.',
  ],
  notHitBy:
    'a certificate without any extended key usage; other roles, which open no connection to an Expressway',
  saysTheProduct: ['no certificate returned', 'FN74345'],
  citations: [
    { source: 'tac', ref: '213863 and 213872' },
    { source: 'ucm-security-guide', ref: 'Certificates' },
  ],
  bears: openAsUsed,
  message: ({ role }: { role: string }) => `${roleText(role)} has no clientAuth`,
  *check(facts: NodeCertificateFacts) {
    const { extendedKeyUsage: usages } = facts.issued;
    if (!isCallManager(facts) || !usages || usages.includes('anyExtendedKeyUsage')) return;
    if (!usages.includes('clientAuth')) yield aboutNode(facts, {});
  },
});

/** Secure SIP goes both ways. */
const isCallManager = ({ role, uses }: NodeCertificateFacts): boolean =>
  uses.length > 0 && (role?.role.startsWith('CallManager') ?? false);
