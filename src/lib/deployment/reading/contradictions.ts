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

function peersOf(cluster: SourceNode): Text[] {
  const peers = childNode(cluster, 'peers');
  if (peers?.kind !== 'list') return [];
  return peers.items.flatMap((item) => textOf(item.kind === 'map' ? childNode(item, 'name') : item) ?? []);
}

function textOf(node: SourceNode | undefined): Text | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? { text: node.value, node } : undefined;
}
