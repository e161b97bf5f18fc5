import type {
  ClientStore,
  Cluster,
  Deployment,
  ExtendedKeyUsage,
  Issuance,
  Peer,
  Position,
  RequestSettings,
  Role,
  Service,
  SubjectAttribute,
} from '../deployment/model.ts';
import { servicesInUse } from '../deployment/services-in-use.ts';
import type { CertificateStoreName } from '../findings/requirements.ts';
import { datedFacts, type DatedFacts } from '../product/facts/dated-facts.ts';
import { hasClientStore, uploadDemands } from '../product/release.ts';
import {
  namesFor,
  namesForClient,
  namesForDomain,
  type EncodedNames,
  type PlannedName,
} from '../san/required.ts';

/** What one request must hold. */
export interface RequestPlan extends Issuance {
  /** Key of the cluster under `clusters`. */
  readonly cluster: string;
  readonly clustered: boolean;
  readonly role: Role;
  /** The peer's FQDN. */
  readonly peer: string;
  /** Where its certificate goes; before X15.5 there is the server store alone. */
  readonly store: CertificateStoreName;
  /** For a domain certificate (multitenant mode), which has a page of its own: the domain. */
  readonly domain?: string;
  /** Expressway release, `X14.2`. */
  readonly release: string;
  readonly commonName: string;
  /** Whose name the CN is. */
  readonly commonNameFrom: 'cluster' | 'peer' | 'domain';
  /** Subject besides CN, in the order of the file. */
  readonly subject: readonly SubjectAttribute[];
  readonly request: RequestSettings;
  /** In the order the Expressway page lists them; no name twice. */
  readonly names: readonly PlannedName[];
  readonly position?: Position;
}

/** A peer, by the request for its server store. */
export interface PeerPlan extends RequestPlan {
  readonly store: 'server';
  /** What the deployment file says of its client store; absent where it says nothing. */
  readonly client?: ClientStore;
}

/** What each certificate of a deployment is to hold. */
export interface Plan {
  readonly deployment: Deployment;
  /** Services that the Expressways have to make work. */
  readonly services: readonly Service[];
  /** Peers in the order of the file. */
  readonly peers: readonly PeerPlan[];
  /** Every request that is to be made, of each peer the server store's first and those of domain certificates last. */
  readonly requests: readonly RequestPlan[];
  /** What is taken for true of CAs and releases where the plan is judged, and whatever is compared with it. */
  readonly facts: DatedFacts;
}

/** With which facts a deployment is planned. */
export interface PlanOptions {
  /** In the place of what this version knows of CAs and releases. */
  readonly facts?: DatedFacts;
}

/** Names, subject, key and usages of every request. Cost grows with peers times names. */
export function planDeployment(deployment: Deployment, { facts = datedFacts }: PlanOptions = {}): Plan {
  const encoded: EncodedNames = new Map();
  const planned = deployment.clusters.flatMap((cluster) =>
    cluster.peers.map((peer) => {
      const server = planPeer(deployment, cluster, peer, encoded);
      return {
        server,
        client: planClient(deployment, server, cluster, peer),
        domains: planDomains(deployment, server, cluster),
      };
    }),
  );
  return {
    deployment,
    services: servicesInUse(deployment),
    peers: planned.map(({ server }) => server),
    requests: planned.flatMap(({ server, client, domains }) => [
      server,
      ...(client ? [client] : []),
      ...domains,
    ]),
    facts,
  };
}

function planPeer(deployment: Deployment, cluster: Cluster, peer: Peer, encoded: EncodedNames): PeerPlan {
  const commonNameFrom = cluster.name && peer.request.commonName !== 'peer' ? 'cluster' : 'peer';
  return {
    ...issuanceOf(cluster),
    cluster: cluster.id,
    clustered: cluster.name !== undefined,
    role: cluster.role,
    peer: peer.name.name,
    store: 'server',
    release: cluster.release ?? deployment.release,
    commonName: commonNameFrom === 'cluster' ? cluster.name!.name : peer.name.name,
    commonNameFrom,
    subject: peer.request.subject,
    request: peer.request,
    names: namesFor(deployment, cluster, peer, encoded),
    ...(peer.client && { client: peer.client }),
    ...(peer.name.position && { position: peer.name.position }),
  };
}

/** The request for the client store; none where there is no such store, or a copy goes into it. */
function planClient(
  deployment: Deployment,
  server: PeerPlan,
  cluster: Cluster,
  peer: Peer,
): RequestPlan | undefined {
  const { client } = peer;
  if (client === undefined || client.copyOfServer) return undefined;
  if (!hasClientStore(server.release)) return undefined;
  const { client: _client, issuer: _issuer, ...rest } = server;
  const ofCluster = client.request.commonName === 'cluster' ? cluster.name : undefined;
  return {
    ...rest,
    ...issuanceOf(client),
    store: 'client',
    commonName: (ofCluster ?? peer.name).name,
    commonNameFrom: ofCluster ? 'cluster' : 'peer',
    subject: client.request.subject,
    request: client.request,
    names: namesForClient(deployment, cluster, peer, client.additionalNames),
  };
}

/** Servers show it to clients that ask for the domain; nobody connects with it. */
function planDomains(deployment: Deployment, server: PeerPlan, cluster: Cluster): RequestPlan[] {
  const { client: _client, ...rest } = server;
  const { extendedKeyUsagePosition: _position, ...request } = server.request;
  return cluster.domainCertificates.map((certificate) => ({
    ...rest,
    domain: certificate.domain.name,
    commonName: certificate.domain.name,
    commonNameFrom: 'domain',
    request: { ...request, extendedKeyUsage: ['serverAuth'] },
    names: namesForDomain(deployment, cluster, certificate),
    ...(certificate.domain.position && { position: certificate.domain.position }),
  }));
}

/** Key usages that its upload demands; pages of domain certificates are not known to demand more than a server needs. */
export const usagesDemanded = ({
  domain,
  role,
  release,
  store,
}: Pick<RequestPlan, 'domain' | 'role' | 'release' | 'store'>): readonly ExtendedKeyUsage[] =>
  domain === undefined ? uploadDemands(role, release, store) : ['serverAuth'];

const issuanceOf = ({ ca, issuer, issuedBy, custody }: Issuance): Issuance => ({
  ca,
  ...(issuer !== undefined && { issuer }),
  issuedBy,
  custody,
});

/** The deployment file says that the client store has a copy of the server certificate; of no use before X15.5. */
export const isClientStoreCopied = ({ client, release }: PeerPlan): boolean =>
  client?.copyOfServer === true && hasClientStore(release);

/** FQDNs of the peers on the other side of the traversal zones: each of them must trust this one. */
export function counterpartsOf({ peers }: Plan, peer: string): string[] {
  const role = peers.find((each) => each.peer === peer)?.role;
  return role === undefined ? [] : peers.filter((each) => each.role !== role).map((each) => each.peer);
}

/** The plan of the peer with this FQDN, letter case aside. */
export const findPeer = (plan: Plan, fqdn: string): PeerPlan | undefined =>
  plan.peers.find(({ peer }) => peer.toLowerCase() === fqdn.toLowerCase());

/**
 * What a request for a client store is like where the deployment file plans none: the peer's own names, for clientAuth.
 * undefined where there is no such store.
 */
export function unplannedClientRequest(server: PeerPlan): RequestPlan | undefined {
  if (!hasClientStore(server.release)) return undefined;
  const { client: _client, ...rest } = server;
  const { extendedKeyUsagePosition: _position, ...request } = server.request;
  const isOwn = ({ reasons }: PlannedName): boolean =>
    reasons.some(({ kind }) => kind === 'peer' || kind === 'cluster');
  return {
    ...rest,
    store: 'client',
    commonName: server.peer,
    commonNameFrom: 'peer',
    request: { ...request, extendedKeyUsage: ['clientAuth'] },
    names: server.names.filter(isOwn),
  };
}

/** Key and request are made by expcert; else the Expressway makes its own, for people to carry or for ACME. */
export const isMadeHere = ({ custody, issuedBy }: Pick<RequestPlan, 'custody' | 'issuedBy'>): boolean =>
  custody === 'tool' && issuedBy === 'files';
