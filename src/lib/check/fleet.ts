import type { CertificateStoreName } from '../findings/requirements.ts';
import type { Finding } from '../findings/finding.ts';
import {
  assignCertificates,
  settleAssignments,
  type AssignedHow,
  type Assignment,
  type Assignments,
} from '../plan/assign-certificates.ts';
import { isClientStoreCopied, type PeerPlan, type Plan } from '../plan/plan.ts';
import { productByPath, type OtherProduct } from '../product/products.ts';
import type { FleetFacts } from '../rules/fleet/facts.ts';
import { hasUsage } from '../rules/profile/presented.ts';
import { inPlaceOf } from './in-place.ts';
import type { Inventory } from './inventory.ts';
import {
  chooseCurrent,
  judgeCertificate,
  judgeNext,
  outcomeOf,
  type JudgedCertificate,
  type JudgingContext,
  type PeerCertificates,
} from './expressway-certificates.ts';
import { inSteps } from './in-steps.ts';
import type { OtherSideCertificate, PeerCandidate } from './sort-certificates.ts';

/** A peer of the deployment with its certificates. */
export interface JudgedPeer {
  readonly plan: PeerPlan;
  readonly found: PeerCertificates;
  readonly server: JudgedCertificate | undefined;
  /** From X15.5 on; the server certificate itself where that is what the client store holds. */
  readonly client: JudgedCertificate | undefined;
  /** About certificates that come next: no verdict hangs on them yet. */
  readonly findingsOfNext: readonly Finding[];
  /** How it came to the certificate of its server store; undefined: nothing fits it. */
  readonly how: AssignedHow | undefined;
  /** Certificates that may be its own, judged for it, where it matters which is and nobody can say. */
  readonly mayHave: readonly JudgedCertificate[];
}

/** All peers, and the certificates that are no peer's. */
export interface JudgedFleet {
  readonly peers: readonly JudgedPeer[];
  readonly strangers: readonly JudgedCertificate[];
  /** Certificates of other products: they fit no peer, and no peer waits for one, or their path says so. */
  readonly others: readonly OtherSideCertificate[];
}

interface AssignedOfStore extends Assignments<PeerCandidate> {
  /** What is undecided, judged for the peer. */
  judgedFor(peer: string, candidate: PeerCandidate): JudgedCertificate;
}

type Assigned = Readonly<Record<CertificateStoreName, AssignedOfStore>>;

/** Judges the current certificates, peer by peer, then those that fit no peer, or nobody knows which. */
export async function judgeFleet(context: JudgingContext): Promise<JudgedFleet> {
  const { plan, certificates } = context.inventory;
  const assigned = plan && {
    server: await assignmentsOf(plan, 'server', context),
    client: await assignmentsOf(plan, 'client', context),
  };
  const peers: JudgedPeer[] = [];
  for await (const peer of inSteps(plan?.peers ?? [], 'judging peers', context.options))
    peers.push(await judgePeer(peer, assigned!, context));
  const strangers: JudgedCertificate[] = [];
  const nobodys = assigned ? nobodysOf(assigned) : new Set(certificates.peers);
  const isAnyWaiting = peers.some(({ how }) => how === undefined);
  const others: OtherSideCertificate[] = [...certificates.others];
  const inOrder: PeerCandidate[] = [];
  for (const candidate of certificates.peers.filter((each) => nobodys.has(each))) {
    const product = plan && otherProductOf(candidate, isAnyWaiting);
    if (product) others.push({ ...candidate, product });
    else inOrder.push(candidate);
  }
  for await (const candidate of inSteps(inOrder, 'judging certificates', context.options))
    strangers.push(await judgeCertificate(candidate, context));
  return { peers, strangers, others };
}

function otherProductOf({ match, thing }: PeerCandidate, isAnyWaiting: boolean): OtherProduct | undefined {
  if (match?.by !== 'none' || match.couldBe.length > 0) return undefined;
  return productByPath(thing.path) ?? (isAnyWaiting ? undefined : 'other');
}

/** Where several certificates fit several peers, each is judged for each: does it matter whose it is? */
async function assignmentsOf(
  plan: Plan,
  store: CertificateStoreName,
  context: JudgingContext,
): Promise<AssignedOfStore> {
  const ofStore = context.inventory.certificates.peers.filter(
    ({ destination }) => destination.store === store,
  );
  const assigned = assignCertificates(plan, ofStore, (peer) => context.inventory.keyOwners.has(peer));
  const known = new Map<string, JudgedCertificate>();
  for (const [peer, { candidates, how }] of assigned.byPeer) {
    if (how !== 'undecided') continue;
    const planned = plan.peers.find((each) => each.peer === peer)!;
    for (const candidate of candidates) {
      const judged = await judgeCertificate(asCertificateOf(planned, candidate), context);
      known.set(keyOf(peer, candidate), judged);
    }
  }
  const judgedFor = (peer: string, candidate: PeerCandidate) => known.get(keyOf(peer, candidate))!;
  const settled = settleAssignments(assigned, (peer, candidate) => outcomeOf(judgedFor(peer, candidate)));
  return { ...settled, judgedFor };
}

const keyOf = (peer: string, { issued }: PeerCandidate): string => `${peer} ${issued.fingerprint}`;

/** What fits several peers, or none and is called after one, is judged as the certificate of the one that has it. */
function asCertificateOf(peer: PeerPlan, candidate: PeerCandidate): PeerCandidate {
  const { match } = candidate;
  if (!match || ('peer' in match && match.peer === peer)) return candidate;
  const isByNames = match.by !== 'none' || match.couldBe.length > 0;
  return { ...candidate, match: { by: isByNames ? 'names' : 'file', peer } };
}

async function judgePeer(plan: PeerPlan, assigned: Assigned, context: JudgingContext): Promise<JudgedPeer> {
  const server = assigned.server.byPeer.get(plan.peer);
  const client = assigned.client.byPeer.get(plan.peer);
  const own = [...decided(plan, server), ...decided(plan, client)];
  const found = await chooseCurrent(own, context);
  const findingsOfNext: Finding[] = [];
  for (const candidate of found.next) findingsOfNext.push(...(await judgeNext(candidate, context)));
  return {
    plan,
    found,
    ...(await judgeStores(plan, found, context)),
    findingsOfNext,
    how: server?.how,
    mayHave: [...undecided(plan, assigned.server), ...undecided(plan, assigned.client)],
  };
}

async function judgeStores(
  plan: PeerPlan,
  found: PeerCertificates,
  context: JudgingContext,
): Promise<Pick<JudgedPeer, 'server' | 'client'>> {
  const { tied } = found;
  const { server, client } = toldAsSwapped(found);
  const isClientTied = tied.some(({ facts }) => facts.store === 'client');
  const isCopied = server !== undefined && !client && !isClientTied && isCopiedToClient(plan, server);
  const hasClientCertificate = isCopied || isClientTied || client !== undefined;
  const judgedServer = server && (await judgeCertificate(server, context, { hasClientCertificate }));
  if (isCopied && judgedServer) {
    const copy = await judgeCertificate(server, context, { hasClientCertificate, isCopy: true });
    return withCopy(judgedServer, copy);
  }
  return {
    server: judgedServer,
    client: client && (await judgeCertificate(client, context, { hasClientCertificate })),
  };
}

/**
 * What may not serve in the file of the server store was made for the client's. Alone that says nothing of the file of the
 * client store; where that one is for servers alone, the two were taken for each other.
 */
function toldAsSwapped({ server, client }: Pick<PeerCertificates, 'server' | 'client'>) {
  if (!client || client.destination.misplaced || server?.destination.misplaced?.madeFor !== 'client')
    return { server, client };
  if (hasUsage(client.issued, 'clientAuth')) return { server, client };
  const misplaced = { place: client.place, madeFor: 'server', isCopy: false } as const;
  return { server, client: { ...client, destination: { ...client.destination, misplaced } } };
}

/** The deployment file says so, or the same certificate lies in the files of both. */
const isCopiedToClient = (plan: PeerPlan, { destination }: PeerCandidate): boolean =>
  isClientStoreCopied(plan) || destination.isInBoth;

/** What is found about both stores is found once, and bears on both. */
function withCopy(
  server: JudgedCertificate,
  copy: JudgedCertificate,
): { readonly server: JudgedCertificate; readonly client: JudgedCertificate } {
  const textOf = ({ code, message }: Finding): string => `${code} ${message}`;
  const ofCopy = new Map(copy.findings.map((finding) => [textOf(finding), finding]));
  const ofServer = new Set(server.findings.map(textOf));
  const both = server.findings.map((finding): Finding => {
    const bears = [...(finding.bears ?? []), ...(ofCopy.get(textOf(finding))?.bears ?? [])];
    return bears.length > 0 ? { ...finding, bears } : finding;
  });
  return {
    server: { ...server, findings: both },
    client: { ...copy, findings: copy.findings.filter((finding) => !ofServer.has(textOf(finding))) },
  };
}

const decided = (peer: PeerPlan, assignment: Assignment<PeerCandidate> | undefined): PeerCandidate[] =>
  !assignment || assignment.how === 'undecided'
    ? []
    : assignment.candidates.map((candidate) => asCertificateOf(peer, candidate));

function undecided({ peer }: PeerPlan, { byPeer, judgedFor }: AssignedOfStore): JudgedCertificate[] {
  const assignment = byPeer.get(peer);
  return assignment?.how === 'undecided'
    ? assignment.candidates.map((candidate) => judgedFor(peer, candidate))
    : [];
}

function nobodysOf({ server, client }: Assigned): ReadonlySet<PeerCandidate> {
  const undecided = [server, client].flatMap(({ byPeer }) =>
    [...byPeer.values()].flatMap(({ how, candidates }) => (how === 'undecided' ? candidates : [])),
  );
  return new Set([...undecided, ...server.strangers, ...client.strangers]);
}

/** Everything that was judged, in the order of the report. */
export const judgedIn = ({ peers, strangers }: JudgedFleet): JudgedCertificate[] => [
  ...peers.flatMap(({ server, client, found: { tied } }) => [
    ...(server ? [server] : []),
    ...(client ? [client] : []),
    ...tied,
  ]),
  ...strangers,
];

const isFault = ({ severity }: Finding): boolean => severity === 'error' || severity === 'warning';

const undecidedFacts = ({ candidate, facts: { store }, findings }: JudgedCertificate) => ({
  ...candidate,
  store,
  faults: [...new Set(findings.filter(isFault).map(({ code }) => code))],
});

export function fleetFacts({ peers }: JudgedFleet, inventory: Inventory, plan: Plan): FleetFacts {
  const missing = peers.filter(({ how }) => how === undefined).map(({ plan: peer }) => peer);
  return {
    plan,
    inPlace: missing.flatMap((peer) => inPlaceOf(peer, inventory)),
    peers: peers.map(({ plan: peer, found: { server, older, passedOver, tied }, client, mayHave }) => ({
      plan: peer,
      server,
      older,
      passedOver,
      tied: tied.map(undecidedFacts),
      client: client?.candidate,
      mayHave: mayHave.map(undecidedFacts),
    })),
  };
}
