import { tlv } from '../../src/lib/asn1/der-writer.ts';
import { concat } from '../../src/lib/bytes.ts';

/** An element of DER that can be taken apart, changed and written again with lengths that fit. */
export interface DerNode {
  identifier: number;
  /** Octets before the first child: the unused bits of a BIT STRING. */
  prefix: Uint8Array;
  /** undefined: `content` holds octets. */
  children: DerNode[] | undefined;
  content: Uint8Array;
}

const maxDepth = 40;

/** The elements side by side in these bytes; undefined where they are no DER throughout. */
export function parseDer(bytes: Uint8Array, depth = 0): DerNode[] | undefined {
  const nodes: DerNode[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = endOfElement(bytes, at);
    if (end === undefined || depth > maxDepth) return undefined;
    nodes.push(nodeOf(bytes[at]!, bytes.subarray(end.content, end.whole), depth));
    at = end.whole;
  }
  return nodes;
}

function endOfElement(bytes: Uint8Array, at: number): { content: number; whole: number } | undefined {
  const first = bytes[at + 1];
  if (first === undefined || first === 0x80 || first > 0x84 || (bytes[at]! & 0x1f) === 0x1f) return undefined;
  const octets = first > 0x80 ? first & 0x7f : 0;
  const content = at + 2 + octets;
  const length =
    octets === 0 ? first : bytes.subarray(at + 2, content).reduce((sum, octet) => sum * 256 + octet, 0);
  return content + length <= bytes.length ? { content, whole: content + length } : undefined;
}

function nodeOf(identifier: number, content: Uint8Array, depth: number): DerNode {
  const wrapped = identifier === 0x03 ? 1 : 0;
  const holdsOthers = (identifier & 0x20) !== 0 || identifier === 0x04 || identifier === 0x03;
  const children = holdsOthers ? parseDer(content.subarray(wrapped), depth + 1) : undefined;
  const isLeaf = children === undefined || (children.length === 0 && (identifier & 0x20) === 0);
  return {
    identifier,
    prefix: isLeaf ? new Uint8Array() : content.subarray(0, wrapped),
    children: isLeaf ? undefined : children,
    content,
  };
}

export function writeDer(nodes: readonly DerNode[]): Uint8Array {
  return concat(
    ...nodes.map(({ identifier, prefix, children, content }) =>
      children ? tlv(identifier, prefix, writeDer(children)) : tlv(identifier, content),
    ),
  );
}

/** Every list of siblings in the tree: what an element can be taken from and put into. */
export function siblingLists(nodes: DerNode[]): DerNode[][] {
  return [nodes, ...nodes.flatMap(({ children }) => (children ? siblingLists(children) : []))];
}
