import { compareWithRequest } from '../certificate/compare-request.ts';
import { keyIdentity } from '../csr/same-key.ts';
import { services as everyService, type Cluster } from '../deployment/model.ts';
import type { Finding } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import { nodeKindOf } from './file-roles.ts';
import type { FoundCertificate, NodeCertificate } from './sort-certificates.ts';
import type { NodeCertificateFacts } from '../rules/cert/facts.ts';
import type { Plan } from '../plan/plan.ts';
import { nodeCertificateRules } from '../rules/cert/index.ts';
import type { ChainFacts, ChainOwner, ListAnswer } from '../rules/chain/facts.ts';
import { chainRules } from '../rules/chain/index.ts';
import { printName } from '../x509/name.ts';
import { guessRole, usesOf, type CertificateRole, type CertificateUse } from '../product/certificate-role.ts';
import { compareReleases, verifiesNodes } from '../product/release.ts';
import { itemId } from '../findings/ids.ts';
import { isRoot, type ChainJudge, type PathList } from './chain-judge.ts';
import type { FoundRequest, Inventory } from './inventory.ts';
import type { JudgeOptions } from './options.ts';
import { inSteps } from './in-steps.ts';

export interface JudgedNode {
  /** Id of its item. */
  readonly item: string;
  readonly node: NodeCertificate;
  /** For what an Expressway-C meets it; empty: it never does. */
  readonly uses: readonly CertificateUse[];
  /** What it stands in for. */
  readonly roles: ReadonlySet<CertificateRole>;
  /** Keys of the Expressway-C clusters that meet it. */
  readonly clusters: ReadonlySet<string>;
  readonly facts: NodeCertificateFacts;
  /** As in ChainFacts. */
  readonly toRoot: ChainFacts['toRoot'];
  /** What the lists of each Expressway-C make of it. */
  readonly lists: readonly ListAnswer[];
  readonly findings: readonly Finding[];
}

/** What a certificate is called wherever it lies: Unified CM lets one be reused for another. Without a name it may be a tomcat. */
function rolesOf(
  { issued: { fingerprint, commonNames }, role }: NodeCertificate,
  repeated: readonly FoundCertificate[],
): readonly (CertificateRole | undefined)[] {
  const again = repeated
    .filter(({ issued }) => issued.fingerprint === fingerprint)
    .flatMap(({ thing }) => guessRole(thing.comment ?? thing.friendlyName, thing.path, commonNames) ?? []);
  return [...new Set([role?.role, ...again.map((each) => each.role)])];
}

/** For what an Expressway-C of this deployment meets the certificate: in services that are in use. */
function usesOfNode(
  { issued, product }: NodeCertificate,
  roles: readonly (CertificateRole | undefined)[],
  plan: Plan | undefined,
): readonly CertificateUse[] {
  const hasProfiles = plan === undefined || plan.deployment.phoneSecurityProfiles.length > 0;
  const hasCurve = issued.certificate.publicKey.kind === 'ec';
  return roles
    .flatMap((role) => usesOf(role, product, hasProfiles, hasCurve))
    .filter(
      ({ services }) => plan === undefined || services.some((service) => plan.services.includes(service)),
    );
}

/** The Expressway-C clusters whose `talksTo` names the file; where none does, all. */
function coresThatMeet({ thing }: NodeCertificate, plan: Plan | undefined): Cluster[] {
  const cores = plan?.deployment.clusters.filter(({ role }) => role === 'C') ?? [];
  const naming = cores.filter(
    (cluster) => nodeKindOf(thing.path, { ...plan!.deployment, clusters: [cluster] }) !== undefined,
  );
  return naming.length > 0 ? naming : cores;
}

/** The release that demands most of a certificate's form. */
const oldest = (cores: readonly Cluster[], plan: Plan | undefined): string | undefined =>
  cores
    .flatMap(({ release }) => release ?? [])
    .concat(plan?.deployment.release ?? [])
    .sort(compareReleases)[0];

/** What the deployment file says of the nodes of the product. */
function surroundingsOf(
  { product }: NodeCertificate,
  uses: readonly CertificateUse[],
  cores: readonly Cluster[],
  { deployment }: Plan,
): Pick<NodeCertificateFacts, 'nodes' | 'presenceDomains' | 'verifyingPeers'> {
  const products = product ? [product] : [...new Set(uses.map((use) => use.product))];
  const verifying = cores.filter(({ release = deployment.release, tlsVerify }) =>
    products.some((each) => verifiesNodes(release, tlsVerify[each])),
  );
  return {
    nodes: products.flatMap((each) => deployment.nodes[each].map(({ name }) => name)),
    presenceDomains: deployment.presenceDomains.map(({ name }) => name),
    verifyingPeers: verifying.flatMap(({ peers }) => peers.map(({ name }) => name.name)),
  };
}

/** A node of a chain, as its rules see it: what its fault would end comes before what it would leave open. */
function ownerOf(uses: readonly CertificateUse[]): Extract<ChainOwner, { kind: 'node' }> {
  const sure = uses.filter(({ effect }) => effect === 'fails');
  const met = sure.length > 0 ? sure : uses;
  return {
    kind: 'node',
    requirement: met[0]?.requirement,
    services: [...new Set(met.flatMap(({ services }) => services))],
    isTwin: sure.length === 0,
  };
}

/** Judges the certificates of Unified CM, IM and Presence and Unity Connection, and whether each Expressway-C trusts them. */
export async function judgeNodes(
  { certificates, plan }: Inventory,
  chains: ChainJudge,
  requestsByKey: ReadonlyMap<string, readonly FoundRequest[]>,
  options: JudgeOptions,
): Promise<JudgedNode[]> {
  const judged: JudgedNode[] = [];
  for await (const node of inSteps(certificates.nodes, 'judging certificates of other products', options)) {
    const { issued, place, role, product } = node;
    const [request] = requestsByKey.get(keyIdentity(issued.certificate.publicKey)) ?? [];
    const toRoot = await chains.toRoot(issued.certificate, undefined);
    const roles = rolesOf(node, certificates.repeated);
    const uses = usesOfNode(node, roles, plan);
    const cores = coresThatMeet(node, plan);
    const clusters = new Set(cores.map(({ id }) => id));
    const isAsked = ({ reader }: PathList): boolean =>
      reader.kind === 'expressway' &&
      reader.role === 'C' &&
      (reader.cluster === undefined || clusters.has(reader.cluster));
    const lists = await chains.ask(issued.certificate, toRoot, isAsked);
    const facts: NodeCertificateFacts = {
      issued,
      place,
      role,
      product,
      uses,
      peers: cores.flatMap(({ peers }) => peers.map(({ name }) => name.name)),
      isListAsked: lists.length > 0,
      request: request && compareWithRequest(issued, request.facts),
      revocation: toRoot.revocation,
      services: plan ? everyService.filter((each) => plan.deployment.services[each]) : [],
      release: oldest(cores, plan),
      ...(plan && surroundingsOf(node, uses, cores, plan)),
      at: options.at.getTime(),
    };
    const chain: ChainFacts = {
      subject: { file: place.file },
      place,
      name: printName(issued.certificate.subject),
      of: ownerOf(uses),
      store: undefined,
      notAfter: issued.certificate.notAfter,
      release: plan?.deployment.release,
      toRoot: isRoot(issued.certificate) ? undefined : toRoot.answer,
      tolerated: toRoot.tolerated,
      ownList: undefined,
      otherLists: lists,
      bundle: undefined,
    };
    judged.push({
      item: itemId(place),
      node,
      uses,
      // An elliptic-curve key makes it the twin of what it is called.
      roles: new Set(issued.certificate.publicKey.kind === 'ec' ? [] : roles.map((each) => each ?? 'tomcat')),
      clusters,
      facts,
      toRoot: chain.toRoot,
      // A certificate that no Expressway meets needs nobody's trust.
      lists: uses.length > 0 ? chain.otherLists : [],
      findings: [...run(nodeCertificateRules, facts), ...(uses.length > 0 ? run(chainRules, chain) : [])],
    });
  }
  return judged;
}
