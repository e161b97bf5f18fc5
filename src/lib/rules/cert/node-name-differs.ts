import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { aboutNode, roleText, type NodeCertificateFacts } from './facts.ts';
import { asUsed, isCalledAfter, isMet } from './node-facts.ts';

type Detail = {
  readonly role: string;
  readonly names: readonly string[];
  readonly nodes: readonly string[];
};

export const nodeNameDiffers = rule({
  code: 'cert/node-name-differs',
  severity: 'error',
  what: 'A certificate of Unified CM, the IM and Presence Service or Unity Connection holds the name of none of its nodes.',
  why: 'The Expressway-C looks for the name by which it has the node, and refuses the connection: sign-in from outside fails with 502.',
  typical:
    'The node was renamed, and its certificate was not made again; or System > Server has another name.',
  fix: [
    'Have the certificate of the node made again with the name under System > Server, and restart its service.',
    'On the Expressway-C refresh the servers of the product; if the name there is right, mend nodes in the deployment file.',
  ],
  notHitBy:
    'a deployment file without nodes of the product; a multi-server certificate that holds one of them; an Expressway-C that does not verify the product',
  saysTheProduct: ['SNI not in certificate'],
  citations: [{ source: 'tac', ref: '218018' }],
  bears: asUsed,
  message: ({ role, names, nodes }: Detail) =>
    `${roleText(role)} is for ${listText(names) || 'no name'}, and the nodes are ${listText(nodes)}`,
  *check(facts: NodeCertificateFacts) {
    const { nodes = [], verifyingPeers = [], issued } = facts;
    if (nodes.length === 0 || verifyingPeers.length === 0 || !isMet(facts)) return;
    if (isCalledAfter(facts, nodes)) return;
    const names = issued.names.length > 0 ? issued.names.map(({ value }) => value) : issued.commonNames;
    yield { ...aboutNode(facts, { names: [...names], nodes: [...nodes] }), rows: { peers: verifyingPeers } };
  },
});
