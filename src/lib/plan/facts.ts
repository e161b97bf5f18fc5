import type { Cluster, Position } from '../deployment/model.ts';
import type { Location, Subject } from '../findings/finding.ts';
import type { Occurrence } from '../findings/rule.ts';
import { altNameText, type PlannedName } from '../san/required.ts';
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

/** What the deployment file says of a cluster. */
export const clusterNamed = ({ deployment }: Plan, id: string): Cluster | undefined =>
  deployment.clusters.find((cluster) => cluster.id === id);

/** The server store needs no naming: before X15.5 there is no other. */
const storeSubject = ({ store }: RequestPlan): Pick<Subject, 'store'> =>
  store === 'client' ? { store } : {};

export const requestSubject = (request: RequestPlan): Subject => ({
  cluster: request.cluster,
  peer: request.peer,
  ...storeSubject(request),
});

/** Of requests of one cluster and store. */
export const clusterSubject = ([first]: readonly RequestPlan[]): Subject => ({
  cluster: first!.cluster,
  ...storeSubject(first!),
});

/** Requests that share a property, by cluster and store: findings about a cluster are said once. */
export const clustersOf = (plan: Plan, has: (request: RequestPlan) => boolean) =>
  byClusterAndStore(plan.requests, has);

/** The same for peers. */
export const clustersOfPeers = (plan: Plan, has: (peer: PeerPlan) => boolean) =>
  byClusterAndStore(plan.peers, has);

function byClusterAndStore<Request extends RequestPlan>(
  requests: readonly Request[],
  has: (request: Request) => boolean,
): [cluster: string, requests: Request[]][] {
  const groups = new Map<string, Request[]>();
  for (const request of requests) {
    if (!has(request)) continue;
    const key = `${request.store} ${request.cluster}`;
    const group = groups.get(key);
    if (group) group.push(request);
    else groups.set(key, [request]);
  }
  return [...groups.values()].map((group) => [group[0]!.cluster, group]);
}

export interface PlacedName {
  readonly name: PlannedName;
  /** Requests that hold it, all of one cluster and store. */
  readonly requests: readonly RequestPlan[];
}

/** Each different name of each cluster and store once, with the requests that hold it. */
export function* namesOf(
  plan: Plan,
  has: (name: PlannedName, request: RequestPlan) => boolean,
): Iterable<PlacedName> {
  for (const [, requests] of clustersOf(plan, () => true)) {
    const placed = new Map<string, { name: PlannedName; requests: RequestPlan[] }>();
    for (const request of requests) {
      for (const name of request.names) {
        if (!has(name, request)) continue;
        const key = `${name.type}:${name.value}`;
        const known = placed.get(key);
        if (known) known.requests.push(request);
        else placed.set(key, { name, requests: [request] });
      }
    }
    yield* placed.values();
  }
}

/** Subject, name and place of a finding about a name: of one request it is about that, of several about their cluster. */
export function aboutName(plan: Plan, { name, requests }: PlacedName): Occurrence<{ name: string }> {
  return {
    subject: requests.length === 1 ? requestSubject(requests[0]!) : clusterSubject(requests),
    detail: { name: altNameText(name) },
    locations: inFile(plan, name.reasons[0]?.position),
  };
}
