import { rule } from '../../findings/rule.ts';
import { listText, type ChainFacts } from './facts.ts';
import { nodeRefusals, nodeRemedy, type NodeFault } from './node-facts.ts';
import { aboutNode, trustInNode, type NodeDetail } from './relation-facts.ts';

export const nodeFault = rule({
  code: 'chain/node-fault',
  severity: 'error',
  what: 'The list of the Expressway-C has the CA of a certificate of Unified CM, the IM and Presence Service or Unity Connection by name, and gives no good way to it: a CA has ended, has another key, or is not for servers.',
  why: 'From X14.2 on the traffic server verifies these certificates with every request, even with TLS verify off: sign-in from outside fails with 502.',
  typical: 'The certificate or its CA was renewed, and the list still holds the one before.',
  fix: [
    'Put the current CA certificates, or for a self-signed one the certificate itself, in the place of those in the list of every Expressway-C peer.',
  ],
  notHitBy:
    'a CA that is not in the list at all (chain/node-untrusted); releases before X14.2 (chain/node-upgrade)',
  saysTheProduct: ['Core server certificate verification failed'],
  citations: [
    { source: 'tac', ref: '218018 and 225476' },
    { source: 'rfc', ref: '5280 section 6.1' },
  ],
  bears: trustInNode('fails'),
  remedy: nodeRemedy,
  message: (d: NodeDetail & NodeFault) => `not trusted by ${listText(d)}: ${d.because}`,
  *check(facts: ChainFacts) {
    for (const { list, requirement, isMissing, isTwin, isVerified, detail } of nodeRefusals(facts)) {
      if (!isMissing && isVerified && !isTwin) yield aboutNode(facts, list, requirement, detail);
    }
  },
});
