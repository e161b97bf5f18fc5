import { rule } from '../../findings/rule.ts';
import { listText, type ChainFacts } from './facts.ts';
import { nodeRefusals, nodeRemedy, type NodeFault } from './node-facts.ts';
import { aboutNode, trustInNode, type NodeDetail } from './relation-facts.ts';

const rsaFirst = 'Or leave RSA first in the cipher list of the product.';

export const nodeTwinUntrusted = rule({
  code: 'chain/node-twin-untrusted',
  severity: 'warning',
  what: 'The Expressway-C does not trust the ECDSA certificate that Unified CM or the IM and Presence Service has beside its RSA one.',
  why: 'From X14.2 on the traffic server verifies what it is shown with every request. Where the product is set to ECDSA ciphers, sign-in from outside fails with 502.',
  typical: 'tomcat was signed by a CA or uploaded, and tomcat-ECDSA was not.',
  fix: [
    'Trust it or have it signed as well: upload its CA, or for a self-signed one the certificate itself, to the list of every Expressway-C peer.',
    rsaFirst,
  ],
  notHitBy: 'the RSA certificate (chain/node-untrusted); releases before X14.2',
  saysTheProduct: ['CSCwa25108'],
  citations: [{ source: 'tac', ref: '218018 and 225476' }],
  bears: trustInNode('not known'),
  remedy: (d) => {
    const steps = nodeRemedy(d);
    return steps && [...steps, rsaFirst];
  },
  message: (d: NodeDetail & NodeFault) => `not trusted by ${listText(d)}: ${d.because}`,
  *check(facts: ChainFacts) {
    for (const { list, requirement, isTwin, isVerified, detail } of nodeRefusals(facts)) {
      if (isVerified && isTwin) yield aboutNode(facts, list, requirement, detail);
    }
  },
});
