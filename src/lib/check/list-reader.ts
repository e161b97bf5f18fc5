import type { Cluster, Deployment } from '../deployment/model.ts';
import { isNodeKind } from '../product/products.ts';
import type { ListReader } from '../rules/chain/facts.ts';
import type { TrustListRole } from './file-roles.ts';

type ExpresswayReader = Extract<ListReader, { kind: 'expressway' }>;

/**
 * Who reads a list: a cluster by its key, a peer by its name, any Expressway of a role, another product, those outside.
 *
 * @param all roles of every list: a peer with a list of its own does not read that of its cluster
 */
export function readerOf(
  { of, trustStore }: Pick<TrustListRole, 'of' | 'trustStore'>,
  deployment: Deployment | undefined,
  all: readonly TrustListRole[] = [],
): ListReader {
  const clusters = deployment?.clusters ?? [];
  const cluster = clusters.find(({ id }) => id === of);
  if (cluster) {
    const own = new Set(all.map((role) => role.of));
    return readerIn(
      cluster,
      namesOf(cluster).filter((name) => !own.has(name)),
    );
  }
  const ofPeer = of === undefined ? undefined : clusters.find((each) => namesOf(each).includes(of));
  if (ofPeer && of !== undefined) return { ...readerIn(ofPeer, [of]), peer: of };
  if (of === 'C' || of === 'E') {
    const peers = clusters.flatMap((each) => (each.role === of ? namesOf(each) : []));
    return { kind: 'expressway', cluster: undefined, role: of, peers };
  }
  if (of === 'unifiedCm' || of === 'imp') return { kind: of, ...(trustStore && { trustStore }) };
  if (of !== undefined && (isNodeKind(of) || of === 'outside')) return { kind: of };
  return { kind: 'unknown' };
}

const namesOf = ({ peers }: Cluster): string[] => peers.map(({ name }) => name.name);

const readerIn = ({ id, role, release, tlsVerify }: Cluster, peers: readonly string[]): ExpresswayReader => ({
  kind: 'expressway',
  cluster: id,
  role,
  peers,
  tlsVerify,
  ...(release !== undefined && { release }),
});
