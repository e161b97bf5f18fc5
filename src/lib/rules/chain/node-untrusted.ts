import { rule } from '../../findings/rule.ts';
import { listText, type ChainFacts } from './facts.ts';
import { nodeRefusals, nodeRemedy, type NodeFault } from './node-facts.ts';
import { aboutNode, trustInNode, type NodeDetail } from './relation-facts.ts';

export const nodeUntrusted = rule({
  code: 'chain/node-untrusted',
  severity: 'error',
  what: 'The Expressway-C does not trust a certificate of Unified CM, the IM and Presence Service or Unity Connection.',
  why: 'From X14.2 on the traffic server verifies these certificates with every request, even with TLS verify off: sign-in from outside fails with 502.',
  typical: 'Self-signed Unified CM certificates, of which tomcat was uploaded and tomcat-ECDSA was not.',
  fix: [
    'Upload the CA of the certificate to the trusted CA list of every Expressway-C peer; for a self-signed one the certificate itself.',
    'For an -EC certificate: trust or sign it as well, or put RSA first in the cipher list.',
  ],
  notHitBy:
    'releases before X14.2, where only TLS verify mode asks for it, which tlsVerify in the deployment file says; a certificate the list can verify',
  saysTheProduct: ['Core server certificate verification failed', 'CSCwc69661', 'CSCwa25108'],
  citations: [{ source: 'tac', ref: '218018 and 225476' }],
  bears: trustInNode('fails'),
  remedy: nodeRemedy,
  message: (d: NodeDetail & NodeFault) => `not trusted by ${listText(d)}: ${d.because}`,
  *check(facts: ChainFacts) {
    for (const { list, requirement, isMissing, isTwin, isVerified, detail } of nodeRefusals(facts)) {
      if (isMissing && isVerified && !isTwin) yield aboutNode(facts, list, requirement, detail);
    }
  },
});
