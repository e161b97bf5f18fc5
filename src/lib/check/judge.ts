import type { Deployment } from '../deployment/model.ts';
import type { Finding, Location } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import { fleetRules } from '../rules/fleet/index.ts';
import { planRulesOfCheck } from '../rules/plan/index.ts';
import { webCryptoVerifier, type SignatureVerifier } from '../x509/signature.ts';
import { absentNodes } from './absent-nodes.ts';
import { ChainJudge } from './chain-judge.ts';
import { judgeRequests, type CsrCheck } from './csr/check-csr.ts';
import { crlOf, ocspResponseOf, requestOf } from './decoded.ts';
import { contentsOf, type JudgedCertificate, type JudgingContext } from './expressway-certificates.ts';
import type { CheckFacts } from './facts.ts';
import { judgeFederationTrust } from './federation-trust.ts';
import { stemOf } from './file-stem.ts';
import { judgeDomainCertificates } from './domain-certificates.ts';
import { fleetFacts, judgedIn, judgeFleet, type JudgedFleet } from './fleet.ts';
import { gatherSignatures, knownChecks } from './gather-signatures.ts';
import { idsOf, withIds } from '../findings/ids.ts';
import { inSteps } from './in-steps.ts';
import { inventoryOf, requestsByKey, type FoundRequest, type Inventory } from './inventory.ts';
import {
  certificateItem,
  domainCertificateItem,
  keyItem,
  nodeItem,
  otherCertificateItem,
  otherItems,
  peerItems,
  placed,
} from './items.ts';
import { keyHolders } from './key-holder.ts';
import { judgeCrls } from './judge-crls.ts';
import { judgeLabs } from './judge-labs.ts';
import { judgeKeys, keysAtHand, type JudgedKey } from './keys.ts';
import { reportedLists } from './lists-of-report.ts';
import { askAboutCertificate, askAboutNodeNames } from './open-questions.ts';
import type { JudgeOptions } from './options.ts';
import { judgeNodes, type JudgedNode } from './other-products.ts';
import { judgeOtherSides, type OtherSide } from './other-sides.ts';
import { report, type CheckedItem, type CheckReport, type Unread } from './report.ts';
import { reportedRequests } from './requests-of-report.ts';
import { askAboutUnreadEntries, askWhoReads, checkLists, pathLists, type ItemAnswer } from './trust-lists.ts';
import { Questions } from './verdicts/questions.ts';
import type { PeerStanding, Standing, UndecidedCertificate } from './verdicts/row.ts';
import { verdicts } from './verdicts/verdicts.ts';

/**
 * Judges what gather() found: matches it to the peers of a deployment by keys and names, with a verdict for each peer
 * and service. Signatures are checked where a path needs them.
 *
 * What could not be read is in `unread`, what could not be decided in `notChecked`; neither counts as good.
 *
 * @param deployment what the certificates are to be like; undefined: only what can be said of them alone is checked
 * @returns plain data that survives JSON
 * @throws TypeError where `at` is not a date or `peer` is no peer of the deployment; never for what is in the files
 */
export async function judge(
  facts: CheckFacts,
  deployment: Deployment | undefined,
  options: JudgeOptions,
): Promise<CheckReport> {
  if (Number.isNaN(options.at.getTime())) throw new TypeError('at is not a valid date');
  const { verifier = webCryptoVerifier() } = options;
  const things = facts.files.flatMap((file) => file.things);
  const own = await gatherSignatures(things, verifier, facts.signatures);
  const signatures = { ...facts.signatures, ...own };
  const inventory = inventoryOf(facts, signatures, deployment, options);
  const chains = new ChainJudge(
    chainMaterial(inventory),
    options.at.getTime(),
    knownChecks(things, signatures, verifier),
  );
  const context = contextOf(inventory, chains, options);
  const fleet = await judgeFleet(context);
  const keys = await judgeKeys(inventory, options);
  const nodes = await judgeNodes(inventory, chains, context.requestsByKey, options);
  const domainCertificates = await judgeDomainCertificates(inventory, chains, options.at.getTime());
  const otherSides = await judgeOtherSides(fleet.others, inventory, chains);
  const peerRequests = requestsOfPeers(inventory);
  const csrs = await judgeRequests(
    peerRequests.map(requestToJudge),
    csrOptions(inventory, options, verifier),
  );

  const productsOfRequests = new Map(peerRequests.map(({ place }, at) => [place, csrs[at]!.product]));
  const judged = judgedIn(fleet);
  const answers = answersOfLists(judged, nodes);
  const lists = await checkLists(inventory, answers, options);
  const items = [
    ...(await describe(
      judged.filter(({ facts }) => !facts.isCopy),
      options,
    )),
    ...fleet.peers.flatMap(({ found: { older, next, passedOver } }) => [
      ...passedOver.map((candidate) => otherOfPeer(candidate)),
      ...older.map((candidate) => otherOfPeer(candidate, 'older')),
      ...next.map((candidate) => otherOfPeer(candidate, 'next')),
    ]),
    ...fleet.others.map(otherCertificateItem),
    ...inventory.certificates.domains.map(domainCertificateItem),
    ...keys.map(keyItem),
    ...nodes.map(nodeItem),
    ...otherItems(inventory, productsOfRequests),
  ];
  const found: Finding[] = [
    ...judged.flatMap((each) => each.findings),
    ...fleet.peers.flatMap((peer) => peer.findingsOfNext),
    ...keysWithPeers(keys, judged),
    ...nodes.flatMap((each) => each.findings),
    ...lists.flatMap((each) => each.check.findings),
    ...csrs.flatMap((each) => each.findings),
    ...judgeFederationTrust(inventory),
    ...judgeCrls(inventory, options.at.getTime()),
    ...(options.isRehearsal ? [] : judgeLabs(inventory)),
    ...(inventory.plan
      ? run(fleetRules, { ...fleetFacts(fleet, inventory, inventory.plan), domainCertificates })
      : []),
    ...(inventory.plan ? run(planRulesOfCheck, { plan: inventory.plan, at: options.at.getTime() }) : []),
  ];
  const findings = withIds(found, items);
  const ids = idsOf(found, findings);
  const questions = new Questions();
  const standing = standingOf(inventory, fleet, { nodes, otherSides }, context, peerRequests, csrs);
  const services = standing ? verdicts(standing, findings, questions) : [];
  for (const each of judged) askAboutCertificate(each, questions);
  for (const { question } of absentNodes(deployment, inventory)) questions.ask(question);
  if (inventory.plan) askAboutNodeNames(nodes, inventory.plan, questions);
  askWhoReads(inventory, questions);
  askAboutUnreadEntries(inventory, questions);
  return report(
    {
      services,
      items,
      requests: reportedRequests(
        csrs,
        peerRequests.map(({ place }) => place),
        ids,
        questions,
      ),
      lists: reportedLists(lists, answers, { findings, ids }, questions, options.at.getTime()),
      findings,
      notChecked: questions.asked,
      unread: inventory.unread.map((part) => unreadOf(part, inventory)),
    },
    options.at,
    deployment,
  );
}

/** What each list was asked about, and what it makes of it. */
const answersOfLists = (judged: readonly JudgedCertificate[], nodes: readonly JudgedNode[]): ItemAnswer[] => [
  ...judged.flatMap(({ item, chain: { ownList, otherLists } }) =>
    [...(ownList ? [ownList] : []), ...otherLists].map((answer) => ({ item, answer })),
  ),
  ...nodes.flatMap(({ item, lists }) => lists.map((answer) => ({ item, answer }))),
];

/** CAs in lists that nobody named count as CAs at hand: whose lists they are is not known. */
function chainMaterial(inventory: Inventory): ConstructorParameters<typeof ChainJudge>[0] {
  const { certificates, crls, ocspResponses } = inventory;
  const lists = pathLists(inventory);
  const read = new Set(lists.map(({ file }) => file));
  const cas = [
    ...certificates.cas,
    ...certificates.lists.filter(({ file }) => !read.has(file)).flatMap(({ entries }) => entries),
  ];
  return {
    cas: cas.map(({ issued, thing }) => ({ certificate: issued.certificate, file: thing.path })),
    lists,
    crls: crls.map(crlOf),
    ocspResponses: ocspResponses.map(ocspResponseOf),
  };
}

function contextOf(inventory: Inventory, chains: ChainJudge, options: JudgeOptions): JudgingContext {
  const { requests, found } = inventory;
  return {
    inventory,
    chains,
    options,
    requestsByKey: requestsByKey(requests),
    requestsByStem: new Map(requests.map((request) => [stemOf(request.thing.path), request])),
    contents: contentsOf(found),
    keysAtHand: keysAtHand(inventory),
    knownKeys: options.manifest && new Set(options.manifest.map(({ publicKeyHash }) => publicKeyHash)),
  };
}

const requestToJudge = ({ thing, facts, place }: FoundRequest) => ({
  request: requestOf(thing),
  facts,
  place,
});

function csrOptions(
  { plan }: Inventory,
  { at, peer, manifest, onProgress }: JudgeOptions,
  verifier: SignatureVerifier,
): Parameters<typeof judgeRequests>[1] {
  return {
    at,
    verifier,
    ...(plan && { plan }),
    ...(peer !== undefined && { peer }),
    ...(manifest && { manifest }),
    ...(onProgress && { onProgress }),
  };
}

/** The plan says nothing about requests of Unified CM or IM and Presence: they are those with a key of a node. */
function requestsOfPeers({ requests, certificates }: Inventory): FoundRequest[] {
  const nodeKeys = new Set(certificates.nodes.map(({ issued }) => issued.publicKeyHash));
  return requests.filter(({ facts }) => !nodeKeys.has(facts.publicKeyHash));
}

async function describe(judged: readonly JudgedCertificate[], options: JudgeOptions): Promise<CheckedItem[]> {
  const described: JudgedCertificate[] = [];
  for await (const each of inSteps(judged, 'describing certificates', options)) described.push(each);
  return peerItems(described);
}

const otherOfPeer = (
  { place, issued }: JudgedCertificate['candidate'],
  store?: 'older' | 'next',
): CheckedItem => ({
  ...placed(place),
  kind: 'certificate',
  ...(store && { store }),
  ...certificateItem(issued),
});

/** A key's findings are also about the peer whose certificate it should belong to. */
function keysWithPeers(keys: readonly JudgedKey[], judged: readonly JudgedCertificate[]): Finding[] {
  const byPlace = new Map<Location | undefined, JudgedCertificate>(
    judged.map((each) => [each.facts.place, each]),
  );
  return keys.flatMap(({ facts, findings }) => {
    const owner = facts.claim && byPlace.get(facts.claim.place)?.facts.peer;
    if (!owner) return findings;
    const { cluster, peer } = owner;
    return findings.map((finding) => ({ ...finding, subject: { cluster, peer, ...finding.subject } }));
  });
}

function standingOf(
  inventory: Inventory,
  fleet: JudgedFleet,
  others: { readonly nodes: readonly JudgedNode[]; readonly otherSides: readonly OtherSide[] },
  { chains, options, knownKeys }: JudgingContext,
  requests: readonly FoundRequest[],
  csrs: readonly CsrCheck[],
): Standing | undefined {
  const { plan, crls, ocspResponses } = inventory;
  if (!plan) return undefined;
  const requestKeys = new Map<string, Set<string>>();
  csrs.forEach(({ peer }, at) => {
    // What its key has not signed shows nothing of the key.
    if (!peer || requests[at]!.facts.signature === 'invalid') return;
    const keys = requestKeys.get(peer.peer) ?? new Set();
    requestKeys.set(peer.peer, keys.add(requests[at]!.facts.publicKeyHash));
  });
  return {
    plan,
    at: options.at.getTime(),
    peers: fleet.peers.map((peer): PeerStanding => {
      return {
        plan: peer.plan,
        server: peer.server,
        client: peer.client,
        undecided: [
          ...peer.found.tied.map(undecidedAs('they begin together')),
          ...peer.mayHave.map(undecidedAs('they fit several peers')),
        ],
        requestKeys: requestKeys.get(peer.plan.peer)?.size ?? 0,
      };
    }),
    ...others,
    readers: chains.readers,
    hasRevocationEvidence: crls.length + ocspResponses.length > 0,
    absentNodes: absentNodes(plan.deployment, inventory),
    keyHolder: keyHolders(inventory, knownKeys),
  };
}

const undecidedAs =
  (because: UndecidedCertificate['because']) =>
  ({ candidate: { place }, facts: { store } }: JudgedCertificate): UndecidedCertificate => ({
    ...{ file: place.file, store, because },
  });

function unreadOf(part: Inventory['unread'][number], { placeOf }: Inventory): Unread {
  const { kind, label, container, code, message } = part;
  return {
    ...placeOf(part),
    code,
    what: message,
    ...(kind !== undefined && { kind }),
    ...(label !== undefined && { label }),
    ...(container !== undefined && { container }),
  };
}
