import { DecodeError } from '../errors.ts';
import { isEndOfContents, readBerHeader, type BerHeader } from './ber.ts';
import { tag, tagName } from './tags.ts';
import { primitiveValue } from './tree-value.ts';

/** One element of any ASN.1 structure, with what can be said of it without knowing the structure. */
export interface Asn1Node {
  /** Of its identifier octet in the input. */
  readonly offset: number;
  /** Octets of identifier and length. */
  readonly headerLength: number;
  /** Octets of content; undefined for the indefinite form. */
  readonly length: number | undefined;
  /** `SEQUENCE`, `OBJECT IDENTIFIER`, `[0]`. */
  readonly tag: string;
  /** Decoded content of a primitive element; undefined where it has children. */
  readonly value: string | undefined;
  /** The children are the content of an OCTET STRING or BIT STRING that happens to be DER. */
  readonly encapsulates: boolean;
  readonly children: readonly Asn1Node[];
  /** What is wrong here; nothing behind it could be read. */
  readonly problem: string | undefined;
}

export interface TreeOptions {
  /** Leave out the content of strings and long numbers: for structures that hold private keys. */
  readonly withhold?: boolean;
  /** Elements at most; default 200,000. */
  readonly maxNodes?: number;
}

const maxDepth = 64;
const constructedBit = 0x20;

interface Walk {
  readonly bytes: Uint8Array;
  readonly withhold: boolean;
  readonly maxNodes: number;
  nodes: number;
}

/**
 * Any BER or DER as a tree, as far as it can be read: for looking at what the strict readers refuse. The content of
 * OCTET STRINGs and BIT STRINGs is shown as a tree where it is one.
 */
export function readAsn1Tree(bytes: Uint8Array, options: TreeOptions = {}): readonly Asn1Node[] {
  const { withhold = false, maxNodes = 200_000 } = options;
  const walk: Walk = { bytes, withhold, maxNodes, nodes: 0 };
  return readNodes(walk, 0, bytes.length, 0).nodes;
}

interface ReadNodes {
  readonly nodes: readonly Asn1Node[];
  readonly end: number;
}

/** Elements up to `end`, or up to the end-of-contents element of an indefinite form. */
function readNodes(walk: Walk, start: number, end: number, depth: number, indefinite = false): ReadNodes {
  const nodes: Asn1Node[] = [];
  let at = start;
  while (at < end) {
    if (indefinite && isEndOfContents(walk.bytes, at, end)) return { nodes, end: at + 2 };
    const read = readNode(walk, at, end, depth);
    nodes.push(read.node);
    at = read.end;
  }
  return { nodes, end };
}

function readNode(walk: Walk, at: number, end: number, depth: number): { node: Asn1Node; end: number } {
  const problem = (what: string) => ({ node: { ...unreadable(at), problem: what }, end });
  if (++walk.nodes > walk.maxNodes) {
    return problem(`more than ${walk.maxNodes} elements; the rest is not shown`);
  }
  if (depth >= maxDepth) return problem(`nested more than ${maxDepth} deep; the rest is not shown`);
  try {
    return readElement(walk, readBerHeader(walk.bytes, at, end), end, depth);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return readCutOff(walk, at, end, depth, error) ?? problem(error.message);
  }
}

/** What is there of a constructed element that says it is longer than what is there. */
function readCutOff(walk: Walk, at: number, end: number, depth: number, { code, message }: DecodeError) {
  if (code !== 'truncated') return undefined;
  const header = readBerHeader(walk.bytes, at, Infinity);
  const isWhole = header.contentStart <= end && header.contentEnd !== undefined && header.contentEnd > end;
  if (!isWhole || (walk.bytes[at]! & constructedBit) === 0) return undefined;
  const { node } = readElement(walk, { ...header, contentEnd: end }, end, depth);
  return { node: { ...node, length: header.contentEnd! - header.contentStart, problem: message }, end };
}

const unreadable = (offset: number) => ({
  offset,
  headerLength: 0,
  length: undefined,
  tag: '?',
  value: undefined,
  encapsulates: false,
  children: [],
});

function readElement(walk: Walk, header: BerHeader, end: number, depth: number) {
  const { start, contentStart, contentEnd } = header;
  const identifier = identifierOf(walk.bytes, header);
  const common = {
    offset: start,
    headerLength: contentStart - start,
    length: contentEnd === undefined ? undefined : contentEnd - contentStart,
    tag: nameOf(identifier),
    problem: undefined,
  };
  if (walk.bytes[start]! & constructedBit) {
    const inner = readNodes(walk, contentStart, contentEnd ?? end, depth + 1, contentEnd === undefined);
    const node: Asn1Node = { ...common, value: undefined, encapsulates: false, children: inner.nodes };
    return { node, end: contentEnd ?? inner.end };
  }
  const nested = probe(walk, identifier, contentStart, contentEnd!, depth);
  const node: Asn1Node = {
    ...common,
    value: nested ? undefined : primitiveValue(walk.bytes, identifier, header, walk.withhold),
    encapsulates: nested !== undefined,
    children: nested ?? [],
  };
  return { node, end: contentEnd! };
}

/** BER may have strings in pieces; their tag is that of the string with the constructed bit. */
function nameOf(identifier: number): string {
  const isPieces = identifier > constructedBit && identifier < tag.sequence;
  return isPieces ? `${tagName(identifier & ~constructedBit)} in pieces` : tagName(identifier);
}

function identifierOf(bytes: Uint8Array, { start, tagEnd }: BerHeader): number {
  let number = 0;
  for (let i = start + 1; i < tagEnd; i++) number = number * 128 + (bytes[i]! & 0x7f);
  return number * 256 + bytes[start]!;
}

/** The tree inside an OCTET STRING or BIT STRING, where all of it is exactly one sound element of a universal type. */
function probe(
  walk: Walk,
  identifier: number,
  contentStart: number,
  end: number,
  depth: number,
): readonly Asn1Node[] | undefined {
  if (identifier !== tag.octetString && identifier !== tag.bitString) return undefined;
  const start = contentStart + (identifier === tag.bitString ? 1 : 0);
  if (identifier === tag.bitString && walk.bytes[contentStart] !== 0) return undefined;
  if (start + 2 > end || !probedTags.has(walk.bytes[start]!)) return undefined;
  const { nodes } = readNodes(walk, start, end, depth + 1);
  return nodes.length === 1 && isSound(nodes[0]!) ? nodes : undefined;
}

/** NULL and BOOLEAN are too short to tell them from chance. */
const probedTags: ReadonlySet<number> = new Set<number>([
  ...[tag.sequence, tag.set, tag.octetString, tag.bitString, tag.integer, tag.enumerated, tag.oid],
  ...[tag.utf8String, tag.printableString, tag.ia5String, tag.bmpString, tag.utcTime, tag.generalizedTime],
]);

const isSound = ({ problem, children }: Asn1Node): boolean =>
  problem === undefined && children.every(isSound);
