import { rule } from '../../findings/rule.ts';
import { releaseFacts } from '../../product/release.ts';
import { listText, type ChainFacts } from './facts.ts';
import { nodeRefusals, nodeRemedy, type NodeFault } from './node-facts.ts';
import { aboutNode, type NodeDetail } from './relation-facts.ts';

export const nodeUpgrade = rule({
  code: 'chain/node-upgrade',
  severity: 'notice',
  what: 'The Expressway-C does not trust a certificate of Unified CM, the IM and Presence Service or Unity Connection: an upgrade to X14.2 or later will break what goes there.',
  why: 'Until then only TLS verify mode asks for it; from X14.2 on the traffic server verifies these certificates with every request, and sign-in from outside fails with 502.',
  typical: 'TLS verify is off, so that nobody has noticed.',
  fix: [
    'Before the upgrade upload the CA of the certificate, or for a self-signed one the certificate itself, to the trusted CA list of every Expressway-C peer.',
  ],
  notHitBy:
    'X14.2 and later, and tlsVerify: true in the deployment file (chain/node-untrusted, chain/node-fault)',
  saysTheProduct: ['CSCwc69661'],
  citations: [{ source: 'tac', ref: '218018 and 225476' }],
  remedy: (d) => nodeRemedy(d)?.map((step, at) => (at === 0 ? `Before the upgrade: ${step}` : step)),
  message: (d: NodeDetail & NodeFault) =>
    `from ${releaseFacts.nodesAlwaysVerified.from} on it is verified, and then not trusted by ${listText(d)}: ${d.because}`,
  *check(facts: ChainFacts) {
    for (const { list, requirement, isTwin, isVerified, detail } of nodeRefusals(facts)) {
      if (!isVerified && !isTwin) yield aboutNode(facts, list, requirement, detail);
    }
  },
});
