import type { Cluster, DeclaredName, Deployment, Position, StarterMark } from '../deployment/model.ts';
import type { Location, Subject } from '../findings/finding.ts';
import type { Occurrence } from '../findings/rule.ts';
import {
  caNames,
  caOf,
  clientAuthEnd,
  clientAuthTimetable,
  hasClientAuthEnded,
} from '../product/ca-rules.ts';
import { altNameText, type PlannedName } from '../san/required.ts';
import { listedFor, nameKinds, type Listed, type NameKind } from '../san/table.ts';
import type { PeerPlan, Plan, RequestPlan } from './plan.ts';

/** What the rules of area plan/ judge. */
export interface PlanFacts {
  readonly plan: Plan;
  /** Time of judgement, milliseconds since 1970 UTC. */
  readonly at: number;
}

/** A place in the deployment file as a finding's location; none where the file did not say. */
export function inFile(plan: Plan, position: Position | undefined): readonly Location[] {
  return position ? [{ file: plan.deployment.file, ...position }] : [];
}

export const peerSubject = ({ cluster, peer }: PeerPlan): Subject => ({ cluster, peer });

export interface ListedEntry {
  readonly entry: Listed;
  /** The cluster whose own list it stands in; nobody, where it is the deployment's. */
  readonly subject: Subject;
  /** Clusters that go by it. */
  readonly clusters: readonly Cluster[];
}

/** Every entry of a kind's list that some cluster goes by, once. */
export function listedEntries(deployment: Deployment, kind: NameKind): ListedEntry[] {
  const { list } = nameKinds[kind];
  const entries = new Map<Listed, ListedEntry>();
  for (const cluster of list ? deployment.clusters : []) {
    const subject = list!.ofCluster?.(cluster) ? { cluster: cluster.id } : {};
    for (const entry of listedFor(list!, deployment, cluster)) {
      const clusters = [...(entries.get(entry)?.clusters ?? []), cluster];
      entries.set(entry, { entry, subject, clusters });
    }
  }
  return [...entries.values()];
}

/** Release of a cluster: its own, else the deployment's. */
export const releaseOf = (deployment: Deployment, { release }: Cluster): string =>
  release ?? deployment.release;

/** Names of a cluster and of its peers of which the file does not say what they are for. */
export const additionalNamesOf = ({ additionalNames, peers }: Cluster): DeclaredName[] => [
  ...additionalNames,
  ...peers.flatMap((peer) => peer.additionalNames),
];

/** Peers of a plan that share a property, grouped by cluster: findings about a cluster are said once. */
export function clustersOf(plan: Plan, has: (peer: PeerPlan) => boolean): Map<string, PeerPlan[]> {
  const byCluster = new Map<string, PeerPlan[]>();
  for (const peer of plan.peers) {
    if (!has(peer)) continue;
    const group = byCluster.get(peer.cluster);
    if (group) group.push(peer);
    else byCluster.set(peer.cluster, [peer]);
  }
  return byCluster;
}

export type ClientAuthAsked = {
  readonly peers: number;
  /** Whom they ask; empty where the file does not name the CA. */
  readonly issuer: string;
  /** The day on which it ends. */
  readonly ends: string;
  /** The days of all CAs, in words. */
  readonly timetable: string;
};

/** Clusters that ask a public CA for clientAuth which, at that time, has ended it or has not. */
export function* clientAuthAsked(
  { plan, at }: PlanFacts,
  isOver: boolean,
): Iterable<Occurrence<ClientAuthAsked>> {
  const { facts } = plan;
  const asking = clustersOf(
    plan,
    ({ ca, issuer, request }) =>
      ca === 'public' &&
      request.extendedKeyUsage.includes('clientAuth') &&
      hasClientAuthEnded(caOf(issuer, facts), at, facts) === isOver,
  );
  for (const [cluster, peers] of asking) {
    const { issuer, request } = peers[0]!;
    const ca = caOf(issuer, facts);
    const ends = clientAuthEnd(ca, facts);
    if (ends === undefined) continue;
    yield {
      subject: { cluster },
      detail: {
        peers: peers.length,
        issuer: ca === 'other' ? '' : caNames[ca],
        ends,
        timetable: clientAuthTimetable(facts),
      },
      locations: inFile(plan, request.extendedKeyUsagePosition),
    };
  }
}

/** Its certificate is fetched by the ACME client of an Expressway-E. */
export const isByAcme = ({ role, store, issuedBy }: RequestPlan): boolean =>
  role === 'E' && store === 'server' && issuedBy === 'expressway-acme';

/** Lines with a mark of the starter, as one finding. */
export function* marksOf(
  plan: Plan,
  asks: StarterMark['asks'],
): Iterable<Occurrence<{ readonly lines: readonly number[] }>> {
  const places = (plan.deployment.starterMarks ?? []).filter((mark) => mark.asks === asks);
  if (places.length === 0) return;
  yield {
    subject: {},
    detail: { lines: places.map(({ position }) => position.line) },
    locations: places.flatMap(({ position }) => inFile(plan, position)),
  };
}

export interface PlacedName {
  readonly name: PlannedName;
  /** Peers whose certificate carries it, all of one cluster. */
  readonly peers: readonly PeerPlan[];
}

/** Each different name of each cluster once, with the peers that carry it. */
export function* namesOf(
  plan: Plan,
  has: (name: PlannedName, peer: PeerPlan) => boolean,
): Iterable<PlacedName> {
  for (const peers of clustersOf(plan, () => true).values()) {
    const placed = new Map<string, { name: PlannedName; peers: PeerPlan[] }>();
    for (const peer of peers) {
      for (const name of peer.names) {
        if (!has(name, peer)) continue;
        const key = `${name.type}:${name.value}`;
        const known = placed.get(key);
        if (known) known.peers.push(peer);
        else placed.set(key, { name, peers: [peer] });
      }
    }
    yield* placed.values();
  }
}

/** Subject, name and place of a finding about a name: of one peer it is about that peer, of several about their cluster. */
export function aboutName(plan: Plan, { name, peers }: PlacedName): Occurrence<{ name: string }> {
  const [first] = peers;
  return {
    subject: peers.length === 1 ? peerSubject(first!) : { cluster: first!.cluster },
    detail: { name: altNameText(name) },
    locations: inFile(plan, name.reasons[0]?.position),
  };
}
