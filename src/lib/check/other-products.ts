import { compareWithRequest } from '../certificate/compare-request.ts';
import { keyIdentity } from '../csr/same-key.ts';
import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import type { NodeCertificate } from './sort-certificates.ts';
import type { NodeCertificateFacts } from '../rules/cert/facts.ts';
import { nodeCertificateRules } from '../rules/cert/index.ts';
import type { ChainFacts, ListAnswer, NodeRequirement } from '../rules/chain/facts.ts';
import { chainRules } from '../rules/chain/index.ts';
import { printName } from '../x509/name.ts';
import { isRoot, type ChainJudge, type PathList } from './chain-judge.ts';
import type { FoundRequest, Inventory } from './inventory.ts';
import type { CheckOptions } from './options.ts';
import { inSteps } from './in-steps.ts';

export interface JudgedNode {
  readonly node: NodeCertificate;
  /** What the lists of each Expressway-C make of it. */
  readonly lists: readonly ListAnswer[];
  readonly findings: readonly Finding[];
}

/** Which trust an Expressway-C needs to have in it: by its product, else by what its role belongs to. */
function requirementOf({ product, role }: NodeCertificate): NodeRequirement | undefined {
  if (product === 'unityConnection') return 'trusts-unity';
  const isXmpp = role?.role.startsWith('cup') ?? false;
  if (product === 'imp' || (product === undefined && isXmpp)) return 'trusts-imp';
  return role && !metByExpressway.test(role.role) ? undefined : 'trusts-unified-cm';
}

const isTwin = ({ role }: NodeCertificate): boolean => role?.role.endsWith('-ECDSA') ?? false;

/** Other certificates of these products never meet an Expressway. */
const metByExpressway = /^(tomcat|CallManager|cup)/;

/** Judges the certificates of Unified CM, IM and Presence and Unity Connection, and whether each Expressway-C trusts them. */
export async function judgeNodes(
  { certificates, plan }: Inventory,
  chains: ChainJudge,
  requestsByKey: ReadonlyMap<string, readonly FoundRequest[]>,
  options: CheckOptions,
): Promise<JudgedNode[]> {
  const isCores = ({ reader }: PathList): boolean => reader.kind === 'expressway' && reader.role === 'C';
  const judged: JudgedNode[] = [];
  for await (const node of inSteps(certificates.nodes, 'judging certificates of other products', options)) {
    const { issued, place, role, product } = node;
    const [request] = requestsByKey.get(keyIdentity(issued.certificate.publicKey)) ?? [];
    const toRoot = await chains.toRoot(issued.certificate, undefined);
    const facts: NodeCertificateFacts = {
      issued,
      place,
      role,
      product,
      request: request && compareWithRequest(issued, request.facts),
      revocation: toRoot.revocation,
      services: plan?.services ?? [],
      release: plan?.deployment.release,
      at: options.at.getTime(),
    };
    const chain: ChainFacts = {
      subject: { file: place.file },
      place,
      name: printName(issued.certificate.subject),
      of: { kind: 'node', requirement: requirementOf(node), isTwin: isTwin(node) },
      store: undefined,
      notAfter: issued.certificate.notAfter,
      release: plan?.deployment.release,
      toRoot: isRoot(issued.certificate) ? undefined : toRoot.answer,
      ownList: undefined,
      otherLists: await chains.ask(issued.certificate, toRoot, isCores),
      bundle: undefined,
    };
    judged.push({
      node,
      lists: chain.otherLists,
      findings: [...run(nodeCertificateRules, facts), ...run(chainRules, chain)],
    });
  }
  return judged;
}
