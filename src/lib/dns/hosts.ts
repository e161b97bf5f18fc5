import type { Cluster, DeclaredName, Deployment, Peer, Role } from '../deployment/model.ts';
import { listedFor, nameKinds, type Listed } from '../san/table.ts';
import type { AddressOf, DnsView, ServiceTarget } from './record.ts';

export interface PeerOfCluster {
  readonly cluster: Cluster;
  readonly peer: Peer;
}

export const peersOfRole = ({ clusters }: Deployment, role: Role): PeerOfCluster[] =>
  clusters
    .filter((cluster) => cluster.role === role)
    .flatMap((cluster) => cluster.peers.map((peer) => ({ cluster, peer })));

export const clustersOfRole = ({ clusters }: Deployment, role: Role): Cluster[] =>
  clusters.filter((cluster) => cluster.role === role);

const sides = { external: 'outside', internal: 'inside' } as const;
const addressWords = { external: 'public address', internal: 'inside address' } as const;

export const addressOfPeer = ({ name, addresses }: Peer, view: DnsView): AddressOf => ({
  host: name.name,
  says: `${addressWords[view]} of ${name.name}`,
  addresses: addresses?.[sides[view]] ?? [],
});

export const addressOfNode = ({ name }: DeclaredName, says = `address of ${name}`): AddressOf => ({
  ...{ host: name, says },
  addresses: [],
});

/** One entry for each peer, all of equal rank. */
export const targetsAt = (
  peers: readonly DeclaredName[],
  entry: Omit<ServiceTarget, 'target'>,
): ServiceTarget[] => peers.map(({ name }) => ({ ...entry, target: name }));

export const namesOfPeers = ({ peers }: Cluster): DeclaredName[] => peers.map(({ name }) => name);

/** Each name once, whatever its case. */
export function distinct<Name extends DeclaredName>(names: readonly Name[]): Name[] {
  return [...new Map(names.map((each) => [each.name.toLowerCase(), each])).values()];
}

/** Names by which a cluster goes, its own list before the deployment's. */
export const listedNames = (
  kind: 'registrationDomain' | 'federationDomain' | 'chatNodeAlias',
  deployment: Deployment,
  cluster: Cluster,
): DeclaredName[] =>
  distinct(
    listedFor(nameKinds[kind].list!, deployment, cluster).filter(
      (each): each is DeclaredName & Listed => each.name !== undefined,
    ),
  );
