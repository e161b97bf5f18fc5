import type { Position } from '../deployment/model.ts';
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
import type { PeerPlan, Plan } from './plan.ts';

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
