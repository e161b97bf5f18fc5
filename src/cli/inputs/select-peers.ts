import { findPeer, nearestWord } from '../../lib/front.ts';
import type { PeerPlan, Plan, RequestPlan } from '../../lib/index.ts';
import { CommandError } from '../program/command-error.ts';

/**
 * The peers that a call names, in the order of the deployment file; all where it names none.
 * An unknown peer or cluster is wrong use, told with the nearest known one.
 */
export function selectPeers(plan: Plan, names: readonly string[], cluster?: string): readonly PeerPlan[] {
  const ofCluster = cluster === undefined ? plan.peers : peersOfCluster(plan, cluster);
  if (names.length === 0) return ofCluster;
  const wanted = new Set(names.map((name) => knownPeer(plan, name)));
  const outside = [...wanted].find((peer) => !ofCluster.includes(peer));
  if (outside) {
    throw new CommandError(2, `${outside.peer} is not in cluster ${cluster}, but in ${outside.cluster}`);
  }
  return ofCluster.filter((peer) => wanted.has(peer));
}

/** The requests of these peers, in the order of the plan. */
export function requestsOf({ requests }: Plan, peers: readonly PeerPlan[]): readonly RequestPlan[] {
  const wanted = new Set(peers.map(({ peer }) => peer));
  return requests.filter(({ peer }) => wanted.has(peer));
}

function peersOfCluster(plan: Plan, cluster: string): readonly PeerPlan[] {
  checkCluster(cluster, [...new Set(plan.peers.map((peer) => peer.cluster))]);
  return plan.peers.filter((peer) => peer.cluster === cluster);
}

/** Wrong use where the deployment has no such cluster. */
export function checkCluster(cluster: string, known: readonly string[]): void {
  if (!known.includes(cluster)) throw unknown('cluster', cluster, known);
}

function knownPeer(plan: Plan, name: string): PeerPlan {
  const peer = findPeer(plan, name);
  if (peer) return peer;
  throw unknown(
    'peer',
    name,
    plan.peers.map((known) => known.peer),
  );
}

function unknown(what: string, written: string, known: readonly string[]): CommandError {
  const nearest = nearestWord(written, known);
  const some = known.slice(0, 8).join(', ') + (known.length > 8 ? `, … (${known.length} in all)` : '');
  return new CommandError(2, `the deployment has no ${what} "${written}"`, {
    expected: some,
    ...(nearest !== undefined && { help: `did you mean ${nearest}?` }),
  });
}
