import { stemOf } from './file-stem.ts';
import type { IssuedCertificate } from '../certificate/issued-certificate.ts';
import { compareWithRequest, namesLeftOut, type RequestComparison } from '../certificate/compare-request.ts';
import { keyIdentity } from '../csr/same-key.ts';
import { expiryDays, type ExpiryPolicy } from '../deployment/expiry.ts';
import { isInstalled } from '../deployment/installed.ts';
import type { Finding, FindingBearing } from '../findings/finding.ts';
import { run } from '../findings/rule.ts';
import { hasClientStore, storeShownToOtherRole } from '../product/release.ts';
import type { FoundCertificate, PeerCandidate } from './sort-certificates.ts';
import { compareNames } from '../plan/compare-names.ts';
import { calledAfter, nameClaimOf } from '../plan/match-peer.ts';
import { opensAnyConnection } from '../plan/client-usage.ts';
import type { Plan, RequestPlan } from '../plan/plan.ts';
import type { CertificateStoreName } from '../findings/requirements.ts';
import type { PeerCertificateFacts } from '../rules/cert/facts.ts';
import { subjectOf } from '../rules/profile/facts.ts';
import { certRules } from '../rules/cert/index.ts';
import type { Bundle, ChainFacts, ListReader } from '../rules/chain/facts.ts';
import { chainRules } from '../rules/chain/index.ts';
import { parseAltName, type AltName } from '../san/required.ts';
import { printName } from '../x509/name.ts';
import { isRoot, type ChainJudge, type PathList, type ToRoot } from './chain-judge.ts';
import type { FoundRequest, Inventory } from './inventory.ts';
import { itemId } from '../findings/ids.ts';
import type { JudgeOptions } from './options.ts';
import { clientRequestOf } from './store-of.ts';

/** A certificate of an Expressway after all has been said about it. */
export interface JudgedCertificate {
  /** Id of its item. */
  readonly item: string;
  readonly candidate: PeerCandidate;
  readonly facts: PeerCertificateFacts;
  readonly chain: ChainFacts;
  readonly toRoot: ToRoot;
  readonly findings: readonly Finding[];
}

/** The certificates of one peer, or of nobody known. */
export interface PeerCertificates {
  readonly server: PeerCandidate | undefined;
  readonly older: readonly PeerCandidate[];
  readonly client: PeerCandidate | undefined;
  /** Those that have not begun, beside a current one. */
  readonly next: readonly PeerCandidate[];
  /** For names or key less likely the peer's than the current one, or as good as that. */
  readonly passedOver: readonly PeerCandidate[];
  /** Those of a store without a current one: they begin together, and what is found differs. */
  readonly tied: readonly JudgedCertificate[];
}

/**
 * The certificates of one peer at a time: of those that were made for it as far as can be told, current is the newest of
 * each store that has begun by then. Where none has, the one that begins first is taken for current, so that somebody
 * says that it has not begun.
 */
export async function chooseCurrent(
  candidates: readonly PeerCandidate[],
  context: JudgingContext,
): Promise<PeerCertificates> {
  const ofStore = (store: CertificateStoreName) =>
    currentOf(
      candidates.filter(({ destination }) => destination.store === store),
      context,
    );
  const server = await ofStore('server');
  const client = await ofStore('client');
  return {
    server: server.current,
    client: client.current,
    older: [...server.older, ...client.older],
    next: [...server.next, ...client.next],
    passedOver: [...server.passedOver, ...client.passedOver],
    tied: [...server.tied, ...client.tied],
  };
}

async function currentOf(candidates: readonly PeerCandidate[], context: JudgingContext) {
  const at = context.options.at.getTime();
  const begins = ({ issued }: PeerCandidate): number => issued.certificate.notBefore;
  const newestFirst = best(candidates, (each) => claimOf(each, context)).sort(
    (a, b) => begins(b) - begins(a) || (a.thing.path < b.thing.path ? -1 : 1),
  );
  const begun = newestFirst.filter((each) => begins(each) <= at);
  const first = begun[0] ?? newestFirst.at(-1);
  const together = newestFirst.filter((each) => begins(each) === first?.issued.certificate.notBefore);
  const { current, tied } = await settleTie(
    best(together, (each) => Number(isKeyKnown(each, context))),
    context,
  );
  return {
    current,
    tied,
    older: begun.filter((each) => !together.includes(each)),
    next: newestFirst.filter((each) => begins(each) > at && !together.includes(each)).reverse(),
    passedOver: [
      ...candidates.filter((each) => !newestFirst.includes(each)),
      ...together.filter((each) => each !== current && !tied.some(({ candidate }) => candidate === each)),
    ],
  };
}

function best<Item>(items: readonly Item[], scoreOf: (item: Item) => number): Item[] {
  const scores = items.map(scoreOf);
  const top = Math.max(...scores);
  return items.filter((_, at) => scores[at] === top);
}

/** Which it is matters only where not the same is found of all. */
async function settleTie(
  together: readonly PeerCandidate[],
  context: JudgingContext,
): Promise<{ readonly current: PeerCandidate | undefined; readonly tied: readonly JudgedCertificate[] }> {
  const [current, ...others] = together;
  if (others.length === 0) return { current, tied: [] };
  const judged: JudgedCertificate[] = [];
  for (const each of together) judged.push(await judgeCertificate(each, context));
  const isSame = new Set(judged.map(outcomeOf)).size === 1;
  if (isSame) return { current, tied: [] };
  return { current: undefined, tied: withSharedBearings(judged) };
}

/** What is found of every one of them holds whichever it is; the rest bears on nothing. */
function withSharedBearings(judged: readonly JudgedCertificate[]): JudgedCertificate[] {
  const bearingsOf = ({ findings }: JudgedCertificate) =>
    new Set(findings.flatMap(({ bears = [] }) => bears).map((bearing) => JSON.stringify(bearing)));
  const sets = judged.map(bearingsOf);
  const isShared = (bearing: FindingBearing): boolean =>
    sets.every((each) => each.has(JSON.stringify(bearing)));
  return judged.map((each) => ({
    ...each,
    findings: each.findings.map(({ bears = [], ...finding }): Finding => {
      const shared = bears.filter(isShared);
      return shared.length > 0 ? { ...finding, bears: shared } : finding;
    }),
  }));
}

/** What was found, without the file in which it stands. */
export const outcomeOf = ({ findings, chain: { toRoot, ownList, otherLists } }: JudgedCertificate): string =>
  JSON.stringify([
    findings.map(({ code, message }) => [code, message]),
    [toRoot, ownList?.answer, ...otherLists.map(({ answer }) => answer)].map((answer) => answer?.result),
  ]);

/**
 * How much speaks for it that it was made for its peer: its own names and those of requests with its key, a manifest, a
 * file called after the peer. A name of the peer under the CN of somebody else says it together with the key alone.
 */
function claimOf(candidate: PeerCandidate, context: JudgingContext): number {
  const { match, issued, thing, destination } = candidate;
  const { plan } = context.inventory;
  if (!plan || !match || match.by === 'none') return 0;
  const { peer } = match;
  const isInManifest = match.by === 'key' && context.knownKeys?.has(issued.publicKeyHash) === true;
  const fileName = thing.path.slice(thing.path.lastIndexOf('/') + 1);
  if (isInManifest || calledAfter(fileName, [peer]).length > 0) return 2;
  const wanted = (destination.store === 'client' && clientRequestOf(plan, peer)) || peer;
  const shown = [issued, ...signedRequestsOf(candidate, context).map(({ facts }) => facts)];
  const claims = shown.map((each) => nameClaimOf(wanted, each));
  if (claims.includes('own')) return 2;
  if (!claims.includes('named')) return 0;
  return isKeyKnown(candidate, context) ? 2 : 1;
}

/** What its key has not signed shows nothing of the key. */
const signedRequestsOf = ({ issued }: PeerCandidate, { requestsByKey }: JudgingContext): FoundRequest[] =>
  (requestsByKey.get(keyIdentity(issued.certificate.publicKey)) ?? []).filter(
    ({ facts }) => facts.signature !== 'invalid',
  );

const isKeyKnown = (candidate: PeerCandidate, context: JudgingContext): boolean =>
  context.keysAtHand.has(keyIdentity(candidate.issued.certificate.publicKey)) ||
  context.knownKeys?.has(candidate.issued.publicKeyHash) === true ||
  signedRequestsOf(candidate, context).length > 0;

/** The certificate as it will be in its first second. */
export async function judgeNext(
  candidate: PeerCandidate,
  context: JudgingContext,
): Promise<readonly Finding[]> {
  const at = new Date(candidate.issued.certificate.notBefore);
  const { facts } = await judgeCertificate(candidate, { ...context, options: { ...context.options, at } });
  return run(certRules, facts).map(withoutBearings);
}

function withoutBearings({ bears: _, ...finding }: Finding): Finding {
  return finding;
}

/** What judging one certificate takes besides the certificate. */
export interface JudgingContext {
  readonly inventory: Inventory;
  readonly chains: ChainJudge;
  readonly options: JudgeOptions;
  readonly requestsByKey: ReadonlyMap<string, readonly FoundRequest[]>;
  /** By path without its endings. */
  readonly requestsByStem: ReadonlyMap<string, FoundRequest>;
  readonly contents: ReadonlyMap<string, FileContent>;
  /** Identities of the private keys that were opened. */
  readonly keysAtHand: ReadonlySet<string>;
  readonly knownKeys: ReadonlySet<string> | undefined;
}

/** What is known of a certificate in its store. */
export interface InStore {
  /** Is there a certificate in the client store of the same peer? */
  readonly hasClientCertificate?: boolean;
  /** The server certificate, as it was copied into the client store. */
  readonly isCopy?: boolean;
}

export async function judgeCertificate(
  candidate: PeerCandidate,
  context: JudgingContext,
  { hasClientCertificate = false, isCopy = false }: InStore = {},
): Promise<JudgedCertificate> {
  const { inventory, options } = context;
  const { issued, match, place, thing, destination } = candidate;
  const { plan } = inventory;
  const store = isCopy ? 'client' : destination.store;
  const server = match && 'peer' in match ? match.peer : undefined;
  const client = server && plan && store === 'client' && !isCopy ? clientRequestOf(plan, server) : undefined;
  const peer = client ?? server;
  const toRoot = await context.chains.toRoot(issued.certificate, peer?.cluster);
  const comparison = requestOf(candidate, peer, context);
  const facts: PeerCertificateFacts = {
    issued,
    place,
    encoding: thing.container ?? (thing.encoding === 'text' ? undefined : thing.encoding),
    armour: thing.container ? undefined : thing.armour,
    plan,
    match,
    peer,
    names: peer && compareNames(peer.names, issued.names),
    store,
    ...(!isCopy && destination.misplaced && { misplaced: destination.misplaced }),
    isCopy,
    hasClientCertificate,
    comparison,
    leftOut: leftOut(candidate, comparison, options),
    isKeyAtHand: context.keysAtHand.has(keyIdentity(issued.certificate.publicKey)),
    isKeyInManifest: context.knownKeys?.has(issued.publicKeyHash),
    revocation: toRoot.revocation,
    policy: policyOf(plan?.deployment.policy, options),
    at: options.at.getTime(),
  };
  const lists = (isAsked: (list: PathList) => boolean) =>
    context.chains.ask(issued.certificate, toRoot, isAsked);
  const [ownList] = await lists(({ reader }) => isOwn(reader, peer));
  const chain: ChainFacts = {
    subject: subjectOf(facts),
    place,
    name: printName(issued.certificate.subject),
    notAfter: issued.certificate.notAfter,
    at: facts.at,
    expiryErrorDays: expiryDays(facts.policy, issued.certificate).error,
    of: { kind: 'peer', role: peer?.role },
    store: facts.store,
    release: peer?.release ?? plan?.deployment.release,
    toRoot: issued.isSelfSigned === true || isRoot(issued.certificate) ? undefined : toRoot.answer,
    tolerated: toRoot.tolerated,
    ownList,
    otherLists: await lists((list) => isOtherSide(list, peer, store, plan)),
    bundle: bundleOf(candidate, context),
  };
  return {
    item: itemId(place),
    candidate,
    facts,
    chain,
    toRoot,
    findings: [...run(certRules, facts), ...run(chainRules, chain)],
  };
}

const policyOf = (policy: ExpiryPolicy | undefined, { expiryWarnDays }: JudgeOptions): ExpiryPolicy => ({
  ...policy,
  ...(expiryWarnDays !== undefined && { expiryWarnDays }),
});

/**
 * Expressways of the other role; Unified CM and IM and Presence meet the Expressway-C alone. Where there are two stores
 * they meet what is in that of the client, as the Expressway-C opens the connections; those outside meet both, where the
 * Expressway-E connects to them. A list nobody owns is asked of all.
 */
function isOtherSide(
  { reader }: PathList,
  peer: RequestPlan | undefined,
  store: CertificateStoreName,
  plan: Plan | undefined,
): boolean {
  if (reader.kind === 'unknown') return true;
  if (!peer) return false;
  const { role, release } = peer;
  if (reader.kind === 'outside') {
    return role === 'E' && (store !== 'client' || (plan !== undefined && opensAnyConnection(plan, peer)));
  }
  if (hasClientStore(release) && store !== storeShownToOtherRole(role, release)) return false;
  return reader.kind === 'expressway' ? reader.role !== peer.role : peer.role === 'C';
}

const isOwn = (reader: ListReader, peer: RequestPlan | undefined): boolean =>
  peer !== undefined &&
  reader.kind === 'expressway' &&
  reader.cluster === peer.cluster &&
  reader.peers.includes(peer.peer);

/**
 * The request with the same key that differs least; or the one that was given for it, or is called as it is. Beside a
 * certificate in use the latter is that of its renewal.
 */
function requestOf(
  { issued, thing }: PeerCandidate,
  peer: RequestPlan | undefined,
  context: JudgingContext,
): RequestComparison | undefined {
  const sameKey = context.requestsByKey.get(keyIdentity(issued.certificate.publicKey)) ?? [];
  const { certificates, requests, plan } = context.inventory;
  const [only] = requests;
  const isRenewed = peer && plan && isInstalled(plan.deployment, peer.peer);
  const isGivenForIt =
    context.options.belongTogether && certificates.peers.length === 1 && requests.length === 1;
  const named = isGivenForIt ? only : context.requestsByStem.get(stemOf(thing.path));
  const compared = [...sameKey, ...(sameKey.length === 0 && named && !isRenewed ? [named] : [])].map(
    ({ facts }) => compareWithRequest(issued, facts),
  );
  return compared.sort((a, b) => countDifferences(a) - countDifferences(b))[0];
}

/** What the CA left out of the request beside it, or of the one that the manifest tells of. */
function leftOut(
  { issued }: PeerCandidate,
  request: RequestComparison | undefined,
  { manifest = [] }: JudgeOptions,
): readonly AltName[] {
  if (request?.hasSameKey) return request.lostNames;
  const made = manifest.find(({ publicKeyHash }) => publicKeyHash === issued.publicKeyHash);
  return namesLeftOut((made?.names ?? []).flatMap(parseAltName), issued);
}

const countDifferences = (comparison: RequestComparison): number =>
  comparison.lostNames.length + comparison.gainedNames.length;

/** CA certificates beside this one in its file; the ends tell the order. */
function bundleOf({ thing, issued }: PeerCandidate, { contents }: JudgingContext): Bundle | undefined {
  const content = contents.get(thing.path);
  if (!content?.hasCa || content.certificates < 2) return undefined;
  const isFirst = content.first === issued;
  const order = isFirst ? 'server certificate first' : content.last === issued ? 'root first' : 'in no order';
  return { certificates: content.certificates, order };
}

/** The certificates of a file, as far as they matter to each of them. */
export interface FileContent {
  readonly certificates: number;
  readonly hasCa: boolean;
  readonly first: IssuedCertificate;
  readonly last: IssuedCertificate;
}

export function contentsOf(found: readonly FoundCertificate[]): Map<string, FileContent> {
  const contents = new Map<string, FileContent>();
  for (const { thing, issued } of found) {
    const known = contents.get(thing.path);
    contents.set(thing.path, {
      certificates: (known?.certificates ?? 0) + 1,
      hasCa: (known?.hasCa ?? false) || issued.isCa,
      first: known?.first ?? issued,
      last: issued,
    });
  }
  return contents;
}
