import type { Role, XmppName } from '../../deployment/model.ts';
import { rule } from '../../findings/rule.ts';
import { linesText, listText } from '../../findings/words.ts';
import { inFile, type PlanFacts } from '../../plan/facts.ts';
import { altNameKey, altNameText, chatNodeAliasesOf, encode } from '../../san/required.ts';

const texts = (aliases: readonly XmppName[]): Map<string, string> =>
  new Map(
    aliases.map(({ name, format }) => [altNameKey(encode(name, format)), altNameText(encode(name, format))]),
  );

const without = (names: Map<string, string>, other: Map<string, string>): string[] =>
  [...names].filter(([key]) => !other.has(key)).map(([, text]) => text);

export const chatAliasesDiffer = rule({
  code: 'plan/chat-aliases-differ',
  severity: 'error',
  what: 'Expressway-C and Expressway-E are to carry different chat node aliases.',
  why: 'Group chat over TLS with federated contacts fails for each alias that one side lacks.',
  fix: [
    'Give both clusters the same aliases in the same format: remove chatNodeAliases from the clusters and keep one list for the deployment.',
    'On the box: copy the field "IM and Presence chat node aliases" from the Generate CSR page of the Expressway-C to that of the Expressway-E.',
  ],
  notHitBy: 'the same aliases in another order or letter case',
  citations: [{ source: 'guide', ref: 'Expressway Certificates, pages 10 and 11' }],
  message: ({
    core,
    edge,
    onlyCore,
    onlyEdge,
  }: {
    core: string;
    edge: string;
    onlyCore: string[];
    onlyEdge: string[];
  }) =>
    linesText([
      ...(onlyCore.length > 0 ? [`${edge} lacks ${listText(onlyCore)}`] : []),
      ...(onlyEdge.length > 0 ? [`${core} lacks ${listText(onlyEdge)}`] : []),
    ]),
  *check({ plan }: PlanFacts) {
    const { deployment } = plan;
    if (!plan.services.includes('groupChatTls')) return;
    const withRole = (role: Role) => deployment.clusters.filter((cluster) => cluster.role === role);
    for (const core of withRole('C')) {
      for (const edge of withRole('E')) {
        const coreNames = texts(chatNodeAliasesOf(deployment, core));
        const edgeNames = texts(chatNodeAliasesOf(deployment, edge));
        const onlyCore = without(coreNames, edgeNames);
        const onlyEdge = without(edgeNames, coreNames);
        if (onlyCore.length === 0 && onlyEdge.length === 0) continue;
        yield {
          subject: { cluster: edge.id },
          detail: { core: core.id, edge: edge.id, onlyCore, onlyEdge },
          locations: [
            ...inFile(
              plan,
              (edge.chatNodeAliases ?? deployment.chatNodeAliases)[0]?.position ?? edge.position,
            ),
            ...inFile(
              plan,
              (core.chatNodeAliases ?? deployment.chatNodeAliases)[0]?.position ?? core.position,
            ),
          ],
        };
      }
    }
  },
});
