import { compareWithRequest } from '../certificate/compare-request.ts';
import { keyIdentity } from '../csr/same-key.ts';
import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import type { NodeCertificate } from './sort-certificates.ts';
import type { NodeCertificateFacts } from '../rules/cert/facts.ts';
import { nodeCertificateRules } from '../rules/cert/index.ts';
import type { ChainFacts, ListAnswer } from '../rules/chain/facts.ts';
import { chainRules } from '../rules/chain/index.ts';
import { printName } from '../x509/name.ts';
import { isRoot, type ChainJudge, type PathList } from './chain-judge.ts';
import type { FoundRequest, Inventory } from './inventory.ts';
import type { JudgeOptions } from './options.ts';
import { inSteps } from './in-steps.ts';

export interface JudgedNode {
  readonly node: NodeCertificate;
  /** What the lists of each Expressway-C make of it. */
  readonly lists: readonly ListAnswer[];
  readonly findings: readonly Finding[];
}

/** Judges the certificates of Unified CM, IM and Presence and Unity Connection, and whether each Expressway-C trusts them. */
export async function judgeNodes(
  { certificates, plan }: Inventory,
  chains: ChainJudge,
  requestsByKey: ReadonlyMap<string, readonly FoundRequest[]>,
  options: JudgeOptions,
): Promise<JudgedNode[]> {
  const cores = new Set(plan?.deployment.clusters.filter(({ role }) => role === 'C').map(({ id }) => id));
  const isCores = ({ of }: PathList): boolean => of !== undefined && cores.has(of);
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
      of: { kind: 'node' },
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
