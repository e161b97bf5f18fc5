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
import type { UsageCase } from './usage-advice.ts';

/** What the rules of area plan/ judge. */
export interface PlanFacts {
  readonly plan: Plan;
  /** Time of judgement, milliseconds since 1970 UTC. */
  readonly at: number;
}

/** Different common names of the requests of an Expressway-C: those of both stores, as both sides open connections. */
export const commonNamesShownToImp = ({ requests }: Plan, id: string): string[] => [
  ...new Set(
    requests
      .filter(({ cluster, domain }) => cluster === id && domain === undefined)
      .map(({ commonName }) => commonName),
  ),
];

/** A place in the deployment file as a finding's location; none where the file did not say. */
export function inFile(plan: Plan, position: Position | undefined): readonly Location[] {
  return position ? [{ file: plan.deployment.file, ...position }] : [];
}

/** What the deployment file says of a cluster. */
export const clusterNamed = ({ deployment }: Plan, id: string): Cluster | undefined =>
  deployment.clusters.find((cluster) => cluster.id === id);

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

/** Requests that share a property, by cluster and store or domain: findings about a cluster are said once. */
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
    const key = `${request.store} ${request.cluster} ${request.domain ?? ''}`;
    const group = groups.get(key);
    if (group) group.push(request);
    else groups.set(key, [request]);
  }
  return [...groups.values()].map((group) => [group[0]!.cluster, group]);
}

export type ClientAuthAsked = UsageCase & {
  readonly peers: number;
  /** Whom they ask; empty where the file does not name the CA. */
  readonly issuer: string;
  /** The day on which it ends. */
  readonly ends: string;
  /** The days of all CAs, in words. */
  readonly timetable: string;
  /** Roots that go on issuing it. */
  readonly keptBy: readonly string[];
};

/** Whom the file does not name may be asked for a root that browsers do not have; its name is then that of the issuer. */
export const keptByRoots = ({ issuer, keptBy }: ClientAuthAsked): readonly string[] =>
  issuer === ''
    ? [
        `Or have it signed under a root outside the stores of browsers, which goes on issuing it, and write that root as issuer: ${keptBy.join(' or ')}.`,
      ]
    : [];

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
  for (const [, peers] of asking) {
    const { issuer, request, role, release, store } = peers[0]!;
    const ca = caOf(issuer, facts);
    const ends = clientAuthEnd(ca, facts);
    if (ends === undefined) continue;
    yield {
      subject: clusterSubject(peers),
      detail: {
        ...{ role, release, store },
        peers: peers.length,
        issuer: ca === 'other' ? '' : caNames[ca],
        ends,
        timetable: clientAuthTimetable(facts),
        keptBy: facts['client-auth-kept/roots'].value,
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
