import { keyIdentity } from '../csr/same-key.ts';
import type { Deployment } from '../deployment/model.ts';
import type { Finding, Location } from '../findings/finding.ts';
import type { Question } from '../findings/question.ts';
import { run } from '../findings/rule.ts';
import { stemOf } from './file-stem.ts';
import type { PeerCandidate } from './sort-certificates.ts';
import { planRulesOfCheck } from '../rules/plan/index.ts';
import { fleetRules } from '../rules/fleet/index.ts';
import { absentNodes } from './absent-nodes.ts';
import { judgeRequests } from './csr/check-csr.ts';
import { fleetFacts, fleetOf, judgeAll } from './fleet.ts';
import { takeInventory, type FoundRequest, type Inventory } from './inventory.ts';
import { judgeKeys, keysAtHand, type JudgedKey } from './keys.ts';
import { checkLists, pathLists } from './trust-lists.ts';
import { judgeNodes } from './other-products.ts';
import type { CheckOptions, FileToCheck } from './options.ts';
import { report, type CheckedItem, type CheckReport, type NotChecked } from './report.ts';
import { verdicts } from './verdicts.ts';
import { ChainJudge } from './chain-judge.ts';
import { certificateItem, keyItem, nodeItem, otherItems, peerItem } from './items.ts';
import { inSteps } from './in-steps.ts';
import { notCheckedEntry, openQuestions, type KeyEvidence } from './open-questions.ts';
import { contentsOf, type JudgedCertificate, type JudgingContext } from './expressway-certificates.ts';

/**
 * Checks everything at once: certificates, CAs, trusted-CA lists, requests, keys and revocation lists in any files,
 * matched to the peers of a deployment by keys and names, with a verdict for each peer and service.
 *
 * Nothing is fetched. What could not be read is in `unread`, what could not be decided in `notChecked`; neither counts
 * as good. Cost grows with the number of files.
 *
 * @param files PEM, DER, PKCS#7, PKCS#12, zip archives and what else openFiles() reads
 * @param deployment what the certificates are to be like; undefined: only what can be said of them alone is checked
 * @returns plain data that survives JSON
 * @throws TypeError where `at` is not a date or `peer` is no peer of the deployment; never for what is in the files
 */
export async function check(
  files: Iterable<FileToCheck>,
  deployment: Deployment | undefined,
  options: CheckOptions,
): Promise<CheckReport> {
  if (Number.isNaN(options.at.getTime())) throw new TypeError('at is not a valid date');
  const inventory = await takeInventory(files, deployment, options);
  const { requests } = inventory;
  const chains = new ChainJudge(
    {
      cas: casAtHand(inventory),
      lists: pathLists(inventory),
      crls: inventory.crls.map(({ crl }) => crl),
      ocspResponses: inventory.ocspResponses.map(({ response }) => response),
    },
    options.at.getTime(),
    inventory.verifier,
  );
  const context: JudgingContext = {
    inventory,
    chains,
    options,
    requestsByKey: byKey(requests),
    requestsByStem: new Map(requests.map((request) => [stemOf(request.thing.path), request])),
    contents: contentsOf(inventory.found),
    keysAtHand: keysAtHand(inventory),
    knownKeys: options.manifest && new Set(options.manifest.map(({ publicKeyHash }) => publicKeyHash)),
  };
  const fleet = fleetOf(inventory);
  const { judged, older } = await judgeAll(fleet, context);
  const keys = await judgeKeys(inventory, options);
  const nodes = await judgeNodes(inventory, chains, context.requestsByKey, options);
  const lists = await checkLists(inventory, options);
  const peerRequests = requestsOfPeers(inventory);
  const csrs = await judgeRequests(
    peerRequests.map(({ thing, facts, place }) => ({ request: thing.request, facts, place })),
    {
      at: options.at,
      verifier: inventory.verifier,
      ...(inventory.plan && { plan: inventory.plan }),
      ...(options.peer !== undefined && { peer: options.peer }),
      ...(options.manifest && { manifest: options.manifest }),
      ...(options.crypto && { crypto: options.crypto }),
      ...(options.onProgress && { onProgress: options.onProgress }),
    },
  );
  const known = knownKeys(inventory, context);
  const questions = judged.map((each) => openQuestions(each, known(each.candidate)));
  const fleetFindings = fleet ? run(fleetRules, fleetFacts(fleet, inventory)) : [];
  const described: CheckedItem[] = [];
  for await (const each of inSteps(judged, 'describing certificates', options))
    described.push(peerItem(each));
  const ownerByPlace = new Map(judged.map((each) => [each.facts.place, each]));
  const findings = [
    ...judged.flatMap((each) => each.findings),
    ...keys.flatMap((each) => withPeer(each, ownerByPlace)),
    ...nodes.flatMap((each) => each.findings),
    ...lists.flatMap((each) => each.findings),
    ...csrs.flatMap((each) => each.findings),
    ...fleetFindings,
    ...(inventory.plan ? run(planRulesOfCheck, { plan: inventory.plan, at: options.at.getTime() }) : []),
  ];
  return report(
    {
      services: fleet && deployment ? verdicts(fleet, findings, judged, questions, deployment) : [],
      items: [
        ...described,
        ...older.map(({ place, issued }) => {
          return { ...place, kind: 'certificate', store: 'older', ...certificateItem(issued) } as const;
        }),
        ...keys.map(keyItem),
        ...nodes.map(nodeItem),
        ...otherItems(inventory),
      ],
      findings,
      notChecked: [
        ...judged.flatMap((each, i) => questions[i]!.map((question) => notCheckedEntry(question, each))),
        ...lists.flatMap((each) => each.notChecked),
        ...absentNodes(deployment, inventory),
        ...csrs.flatMap(({ notChecked }, i) => csrQuestions(notChecked, peerRequests[i]!)),
      ],
      unread: inventory.unread.map((part) => {
        const { kind, label, container, error } = part;
        return {
          ...inventory.placeOf(part),
          code: error.code,
          what: error.message,
          ...(kind !== undefined && { kind }),
          ...(label !== undefined && { label }),
          ...(container !== undefined && { container }),
        };
      }),
    },
    options.at,
    deployment,
  );
}

/** CAs in lists that nobody named count as CAs at hand: whose lists they are is not known. */
function casAtHand({ certificates }: Inventory) {
  const found = [
    ...certificates.cas,
    ...certificates.lists.filter(({ roles }) => roles.length === 0).flatMap(({ entries }) => entries),
  ];
  return found.map(({ issued, thing }) => ({ certificate: issued.certificate, file: thing.path }));
}

function byKey(requests: readonly FoundRequest[]): Map<string, FoundRequest[]> {
  const known = new Map<string, FoundRequest[]>();
  for (const request of requests) {
    const key = keyIdentity(request.thing.request.publicKey);
    const others = known.get(key);
    if (others) others.push(request);
    else known.set(key, [request]);
  }
  return known;
}

/** The plan says nothing about requests of Unified CM or IM and Presence: they are those with a key of a node. */
function requestsOfPeers({ requests, certificates }: Inventory): FoundRequest[] {
  const nodeKeys = new Set(certificates.nodes.map(({ issued }) => issued.publicKeyHash));
  return requests.filter(({ facts }) => !nodeKeys.has(facts.publicKeyHash));
}

function knownKeys(
  { keys: things, requests }: Inventory,
  { knownKeys }: JudgingContext,
): (candidate: PeerCandidate) => KeyEvidence {
  const identities = new Set([
    ...things.flatMap(({ privateKey }) => (privateKey.publicKey ? [keyIdentity(privateKey.publicKey)] : [])),
    ...requests.map(({ thing }) => keyIdentity(thing.request.publicKey)),
  ]);
  const isAnyGiven = identities.size > 0 || (knownKeys?.size ?? 0) > 0;
  return ({ issued }) => {
    const isKnown =
      identities.has(keyIdentity(issued.certificate.publicKey)) || knownKeys?.has(issued.publicKeyHash);
    return isKnown ? 'known' : isAnyGiven ? 'others' : 'none';
  };
}

/** A key's findings are also about the peer whose certificate it should belong to. */
function withPeer(
  { facts, findings }: JudgedKey,
  byPlace: ReadonlyMap<Location | undefined, JudgedCertificate>,
): readonly Finding[] {
  const owner = facts.claim && byPlace.get(facts.claim.place)?.facts.peer;
  if (!owner) return findings;
  return findings.map((finding) => ({
    ...finding,
    subject: { cluster: owner.cluster, peer: owner.peer, ...finding.subject },
  }));
}

const csrQuestions = (questions: readonly Question[], { place }: FoundRequest): NotChecked[] =>
  questions.map(({ what, why }) => ({ what: `${what} of the request`, why, file: place.file }));
