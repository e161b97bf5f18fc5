import type { SourceLines } from './code-frame.ts';
import { childNode, type FoundMistake, type SourceNode } from './source-node.ts';

/** What parts of a file say against each other. Looks at the parts that can be read, whatever is wrong beside them. */
export function findContradictions(root: SourceNode, lines: SourceLines): FoundMistake[] {
  const clusters = childNode(root, 'clusters');
  if (clusters?.kind !== 'map') return [];
  const mistakes: FoundMistake[] = [];
  const seen = new Map<string, FirstPeer>();
  for (const [id, { key, value }] of clusters.entries) {
    const name = textOf(childNode(value, 'name'));
    const peers = peersOf(value);
    mistakes.push(...copiesAndMore(value, id));
    for (const peer of peers) {
      const lower = peer.text.toLowerCase();
      const first = seen.get(lower);
      if (first) mistakes.push(peerTwice(peer, id, first, lines));
      else seen.set(lower, { cluster: id, node: peer.node });
    }
    if (peers.length < 2) continue;
    const hasName = value.kind === 'map' && value.entries.has('name');
    if (!hasName) {
      mistakes.push({ kind: 'cluster-without-name', cluster: id, peers: peers.length, extent: key });
    }
    if (name && peers.some(({ text }) => text.toLowerCase() === name.text.toLowerCase())) {
      const { extent } = name.node;
      mistakes.push({ kind: 'cluster-name-is-peer', cluster: id, name: name.text, extent });
    }
  }
  return mistakes;
}

interface Text {
  readonly text: string;
  readonly node: SourceNode;
}

interface FirstPeer {
  readonly cluster: string;
  readonly node: SourceNode;
}

function peerTwice(
  { text, node }: Text,
  cluster: string,
  first: FirstPeer,
  lines: SourceLines,
): FoundMistake {
  return {
    kind: 'peer-twice',
    peer: text,
    cluster,
    firstCluster: first.cluster,
    firstLine: lines.lineAt(first.node.extent.start),
    extent: node.extent,
  };
}

/** A copy of the server certificate has its CA, names and usages: there is nothing to be said of a request. */
function copiesAndMore(cluster: SourceNode, id: string): FoundMistake[] {
  const peers = childNode(cluster, 'peers');
  const owners = [cluster, ...(peers?.kind === 'list' ? peers.items : [])];
  return owners.flatMap((owner): FoundMistake[] => {
    const client = childNode(owner, 'client');
    if (client?.kind !== 'map') return [];
    const copy = childNode(client, 'copyOfServer');
    if (copy?.kind !== 'scalar' || copy.value !== true) return [];
    const others = [...client.entries].filter(([key]) => key !== 'copyOfServer');
    if (others.length === 0) return [];
    const keys = others.map(([key]) => key);
    return [{ kind: 'client-copy-and-more', cluster: id, keys, extent: others[0]![1].key }];
  });
}

function peersOf(cluster: SourceNode): Text[] {
  const peers = childNode(cluster, 'peers');
  if (peers?.kind !== 'list') return [];
  return peers.items.flatMap((item) => textOf(item.kind === 'map' ? childNode(item, 'name') : item) ?? []);
}

function textOf(node: SourceNode | undefined): Text | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? { text: node.value, node } : undefined;
}
