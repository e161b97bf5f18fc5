import type { Deployment } from '../deployment/model.ts';
import { isNodeKind } from '../product/products.ts';
import type { ListReader } from '../rules/chain/facts.ts';

/** Who reads a list: a cluster by its key, any Expressway of a role, another product, those outside. */
export function readerOf(of: string | undefined, deployment: Deployment | undefined): ListReader {
  const clusters = deployment?.clusters ?? [];
  const cluster = clusters.find(({ id }) => id === of);
  if (cluster) {
    const { id, role, peers } = cluster;
    return { kind: 'expressway', cluster: id, role, peers: peers.map(({ name }) => name.name) };
  }
  if (of === 'C' || of === 'E') {
    const peers = clusters.flatMap((each) => (each.role === of ? each.peers : []));
    return { kind: 'expressway', cluster: undefined, role: of, peers: peers.map(({ name }) => name.name) };
  }
  if (of !== undefined && (isNodeKind(of) || of === 'outside')) return { kind: of };
  return { kind: 'unknown' };
}
