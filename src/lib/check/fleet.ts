import {
  assignCertificates,
  settleAssignments,
  type AssignedHow,
  type Assignments,
} from '../plan/assign-certificates.ts';
import type { PeerPlan, Plan } from '../plan/plan.ts';
import type { FleetFacts } from '../rules/fleet/facts.ts';
import {
  chooseCurrent,
  judgeCertificate,
  type JudgedCertificate,
  type JudgingContext,
  type PeerCertificates,
} from './expressway-certificates.ts';
import { inSteps } from './in-steps.ts';
import type { PeerCandidate } from './sort-certificates.ts';

/** A peer of the deployment with its certificates. */
export interface JudgedPeer {
  readonly plan: PeerPlan;
  readonly found: PeerCertificates;
  readonly server: JudgedCertificate | undefined;
  readonly client: JudgedCertificate | undefined;
  /** undefined: nothing fits it. */
  readonly how: AssignedHow | undefined;
  /** Certificates that could be its own, where it matters which is and nobody can say. */
  readonly couldBe: readonly PeerCandidate[];
}

/** All peers, and the certificates that are no peer's. */
export interface JudgedFleet {
  readonly peers: readonly JudgedPeer[];
  readonly strangers: readonly JudgedCertificate[];
}

/** Judges the current certificates, peer by peer, then those that fit no peer. */
export async function judgeFleet(context: JudgingContext): Promise<JudgedFleet> {
  const { plan, certificates } = context.inventory;
  const candidates = certificates.peers;
  const assigned = plan && (await assignmentsOf(plan, candidates, context));
  const peers: JudgedPeer[] = [];
  for await (const peer of inSteps(plan?.peers ?? [], 'judging peers', context.options))
    peers.push(await judgePeer(peer, assigned!, context));
  const undecided = new Set(peers.flatMap(({ couldBe }) => couldBe));
  const strangers: JudgedCertificate[] = [];
  const others = assigned ? [...assigned.strangers, ...undecided] : candidates;
  const inOrder = candidates.filter((candidate) => others.includes(candidate));
  for await (const candidate of inSteps(inOrder, 'judging certificates', context.options))
    strangers.push(await judgeCertificate(candidate, context));
  return { peers, strangers };
}

/** Where several certificates fit several peers, each is judged for each: does it matter whose it is? */
async function assignmentsOf(
  plan: Plan,
  candidates: readonly PeerCandidate[],
  context: JudgingContext,
): Promise<Assignments<PeerCandidate>> {
  const assigned = assignCertificates(plan, candidates);
  const outcomes = new Map<string, string>();
  for (const [peer, { candidates: fitting, how }] of assigned.byPeer) {
    if (how !== 'undecided') continue;
    const planned = plan.peers.find((each) => each.peer === peer)!;
    for (const candidate of fitting) {
      const judged = await judgeCertificate(asOf(candidate, planned), context);
      outcomes.set(outcomeKey(peer, candidate), outcomeOf(judged));
    }
  }
  return settleAssignments(assigned, (peer, candidate) => outcomes.get(outcomeKey(peer, candidate))!);
}

const outcomeKey = (peer: string, { issued }: PeerCandidate): string => `${peer} ${issued.fingerprint}`;

/** What was found, without the file in which it stands. */
const outcomeOf = ({ findings, chain: { toRoot, ownList, otherLists } }: JudgedCertificate): string =>
  JSON.stringify([
    findings.map(({ code, message }) => [code, message]),
    [toRoot, ownList?.answer, ...otherLists.map(({ answer }) => answer)].map((answer) => answer?.result),
  ]);

/** The same certificate, taken for this peer's. */
const asOf = (candidate: PeerCandidate, peer: PeerPlan): PeerCandidate =>
  candidate.match && candidate.match.by !== 'none'
    ? candidate
    : { ...candidate, match: { by: 'names', peer } };

async function judgePeer(
  plan: PeerPlan,
  { byPeer }: Assignments<PeerCandidate>,
  context: JudgingContext,
): Promise<JudgedPeer> {
  const assignment = byPeer.get(plan.peer);
  const how = assignment?.how;
  const candidates = assignment?.candidates ?? [];
  const own = how === 'undecided' ? [] : candidates.map((candidate) => asOf(candidate, plan));
  const found = chooseCurrent(own, plan.release, context.options.at.getTime());
  const { server, client } = found;
  return {
    plan,
    found,
    server: server && (await judgeCertificate(server, context, client !== undefined)),
    client: client && (await judgeCertificate(client, context, true)),
    how,
    couldBe: how === 'undecided' ? candidates : [],
  };
}

/** Everything that was judged, in the order of the report. */
export const judgedIn = ({ peers, strangers }: JudgedFleet): JudgedCertificate[] => [
  ...peers.flatMap(({ server, client }) => [...(server ? [server] : []), ...(client ? [client] : [])]),
  ...strangers,
];

export function fleetFacts({ peers, strangers }: JudgedFleet, plan: Plan): FleetFacts {
  const couldHave = strangers.flatMap(({ candidate: { match } }) => (match?.by === 'none' ? match.couldBe : []));
  return {
    plan,
    couldHave: new Set(couldHave.map(({ peer }) => peer)),
    peers: peers.map(({ plan: peer, found: { server, older, client } }) => ({
      plan: peer,
      server,
      older,
      client,
    })),
  };
}
