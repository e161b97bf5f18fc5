import {
  services,
  type CaKind,
  type Cluster,
  type Custody,
  type Deployment,
  type Peer,
  type Position,
  type RequestSettings,
  type Role,
  type Service,
  type SubjectAttribute,
} from '../deployment/model.ts';
import { datedFacts, type DatedFacts } from '../product/facts/dated-facts.ts';
import { namesFor, type EncodedNames, type PlannedName } from '../san/required.ts';

/** What one peer's request must hold. */
export interface PeerPlan {
  /** Key of the cluster under `clusters`. */
  readonly cluster: string;
  readonly clustered: boolean;
  readonly role: Role;
  /** The peer's FQDN. */
  readonly peer: string;
  /** Expressway release, `X14.2`. */
  readonly release: string;
  readonly ca: CaKind;
  /** Who that CA is, in the words of the file; absent: it does not say. */
  readonly issuer?: string;
  readonly custody: Custody;
  readonly commonName: string;
  /** Which of the two names the CN is. */
  readonly commonNameFrom: 'cluster' | 'peer';
  /** Subject besides CN, in the order of the file. */
  readonly subject: readonly SubjectAttribute[];
  readonly request: RequestSettings;
  /** In the order the Expressway page lists them; no name twice. */
  readonly names: readonly PlannedName[];
  readonly position?: Position;
}

export interface Plan {
  readonly deployment: Deployment;
  /** Services in use. */
  readonly services: readonly Service[];
  /** Peers in the order of the file. */
  readonly peers: readonly PeerPlan[];
  /** What is taken for true of CAs and releases where the plan is judged, and whatever is compared with it. */
  readonly facts: DatedFacts;
}

export interface PlanOptions {
  /** In the place of what this version knows of CAs and releases. */
  readonly facts?: DatedFacts;
}

/** Names, subject, key and usages of every peer's request. Cost grows with peers times names. */
export function planDeployment(deployment: Deployment, { facts = datedFacts }: PlanOptions = {}): Plan {
  const encoded: EncodedNames = new Map();
  return {
    deployment,
    services: services.filter((service) => deployment.services[service]),
    peers: deployment.clusters.flatMap((cluster) =>
      cluster.peers.map((peer) => planPeer(deployment, cluster, peer, encoded)),
    ),
    facts,
  };
}

function planPeer(deployment: Deployment, cluster: Cluster, peer: Peer, encoded: EncodedNames): PeerPlan {
  const commonNameFrom = cluster.name && peer.request.commonName !== 'peer' ? 'cluster' : 'peer';
  return {
    cluster: cluster.id,
    clustered: cluster.name !== undefined,
    role: cluster.role,
    peer: peer.name.name,
    release: deployment.release,
    ca: cluster.ca,
    custody: cluster.custody,
    commonName: commonNameFrom === 'cluster' ? cluster.name!.name : peer.name.name,
    commonNameFrom,
    subject: peer.request.subject,
    request: peer.request,
    names: namesFor(deployment, cluster, peer, encoded),
    ...(peer.name.position && { position: peer.name.position }),
  };
}

/** FQDNs of the peers on the other side of the traversal zones: each of them must trust this one. */
export function counterpartsOf({ peers }: Plan, peer: string): string[] {
  const role = peers.find((each) => each.peer === peer)?.role;
  return role === undefined ? [] : peers.filter((each) => each.role !== role).map((each) => each.peer);
}

/** The plan of the peer with this FQDN, letter case aside. */
export const findPeer = (plan: Plan, fqdn: string): PeerPlan | undefined =>
  plan.peers.find(({ peer }) => peer.toLowerCase() === fqdn.toLowerCase());
