import { rule } from '../../findings/rule.ts';
import { listText } from '../../findings/words.ts';
import { isFqdn } from '../../names/fqdn.ts';
import { nodeKinds, productNames, type NodeKind } from '../../product/products.ts';
import { inFile, type PlanFacts } from '../../plan/facts.ts';

type Detail = { readonly product: NodeKind; readonly nodes: readonly string[] };

export const nodeNotFqdn = rule({
  code: 'plan/node-not-fqdn',
  severity: 'warning',
  what: 'The Expressway-C has a node by an IP address or by a host name without a domain.',
  why: 'It looks for just that in the certificate of the node, which holds the fully qualified name: sign-in from outside fails with 502.',
  typical: 'System > Server of the product has the address or the short name of the installation.',
  fix: [
    'Under System > Server of the product enter the fully qualified name, which must be in the certificates of the node.',
    'On the Expressway-C refresh the servers of the product, and write the name it then has under nodes.',
  ],
  notHitBy: 'fully qualified names',
  saysTheProduct: ['SNI not in certificate'],
  citations: [{ source: 'tac', ref: '218018' }],
  message: ({ product, nodes }: Detail) =>
    `the Expressway-C has ${listText(nodes)} for ${productNames[product]}, which no certificate of a node is sure to hold`,
  *check({ plan }: PlanFacts) {
    for (const product of nodeKinds) {
      const nodes = plan.deployment.nodes[product].filter(({ name }) => !isFqdn(name));
      if (nodes.length === 0) continue;
      yield {
        subject: {},
        detail: { product, nodes: nodes.map(({ written }) => written) },
        locations: nodes.flatMap(({ position }) => inFile(plan, position)),
      };
    }
  },
});
