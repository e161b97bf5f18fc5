import { concat, type Bytes } from '../bytes.ts';
import { DecodeError } from '../errors.ts';
import { tlv } from './der-writer.ts';
import { tag } from './tags.ts';

export interface BerLimits {
  /** Elements of the whole input. */
  readonly elements: number;
  /** Nesting. */
  readonly depth: number;
}

/** A PKCS#7 bundle of 10,000 certificates stays below it: certificates in it are not taken apart. */
export const berLimits: BerLimits = { elements: 200_000, depth: 64 };

/** One element and where it ends in the input. */
export interface NormalisedBer {
  readonly der: Bytes;
  /** Offset behind the element; the input may go on. */
  readonly end: number;
}

/**
 * Rewrites the first BER element (X.690 section 8) with definite, shortest lengths and strings in one piece, so
 * that the DER reader takes it: PKCS#7 and PKCS#12 files of the field are BER, written by programs that do not
 * know a length when they start.
 *
 * Certificates and CRLs inside stay byte for byte as they are, for two reasons: their signature covers these
 * bytes, and they must be DER, so a repair would hide a fault. Sets are not sorted and values are not touched.
 *
 * @throws DecodeError `truncated`, `too-deep`, `too-large`, `unexpected-tag`
 */
export function normaliseBer(bytes: Uint8Array, limits: BerLimits = berLimits): NormalisedBer {
  const walk: Walk = { bytes, limits, elements: 0 };
  const { element, end } = rewrite(walk, 0, bytes.length, 0);
  return { der: new Uint8Array(element), end };
}

interface Walk {
  readonly bytes: Uint8Array;
  readonly limits: BerLimits;
  elements: number;
}

/** Where the parts of an element lie. */
export interface BerHeader {
  readonly start: number;
  /** Identifier octets end here. */
  readonly tagEnd: number;
  readonly contentStart: number;
  /** Undefined for the indefinite form: an end-of-contents element closes it. */
  readonly contentEnd: number | undefined;
}

interface Rewritten {
  readonly element: Uint8Array;
  readonly end: number;
}

const constructedBit = 0x20;
/** BIT STRING, OCTET STRING and the character strings may come in pieces (X.690 8.6.3, 8.7.3, 8.23.6). */
const stringTags: ReadonlySet<number> = new Set<number>([
  ...[tag.bitString, tag.octetString, tag.utf8String, tag.numericString, tag.printableString],
  ...[tag.teletexString, tag.ia5String, tag.visibleString, tag.universalString, tag.bmpString],
]);

function rewrite(walk: Walk, at: number, end: number, depth: number): Rewritten {
  const { bytes } = walk;
  const header = readHeader(walk, at, end, depth);
  const { start, contentStart, contentEnd } = header;
  const first = bytes[start]!;
  if ((first & constructedBit) === 0) {
    const elementEnd = contentEnd!;
    return {
      element: withShortestLength(bytes, header, bytes.subarray(contentStart, elementEnd)),
      end: elementEnd,
    };
  }
  if (isSigned(walk, header, depth)) return { element: bytes.subarray(start, contentEnd), end: contentEnd! };
  const children = rewriteContent(walk, header, end, depth);
  if (stringTags.has(first & ~constructedBit)) {
    return { element: joinString(first & ~constructedBit, children.elements, start), end: children.end };
  }
  return { element: withShortestLength(bytes, header, concat(...children.elements)), end: children.end };
}

function rewriteContent(walk: Walk, { contentStart, contentEnd }: BerHeader, end: number, depth: number) {
  const elements: Uint8Array[] = [];
  let at = contentStart;
  const contentLimit = contentEnd ?? end;
  for (;;) {
    if (contentEnd !== undefined && at === contentEnd) return { elements, end: at };
    if (contentEnd === undefined && isEndOfContents(walk.bytes, at, end)) return { elements, end: at + 2 };
    const child = rewrite(walk, at, contentLimit, depth + 1);
    elements.push(child.element);
    at = child.end;
  }
}

export const isEndOfContents = (bytes: Uint8Array, at: number, end: number): boolean =>
  at + 2 <= end && bytes[at] === 0 && bytes[at + 1] === 0;

function withShortestLength(
  bytes: Uint8Array,
  { start, tagEnd }: BerHeader,
  content: Uint8Array,
): Uint8Array {
  // tlv() writes a tag of one octet only, so its tag is put aside for the element's own.
  return concat(bytes.subarray(start, tagEnd), tlv(0, content).subarray(1));
}

/** The pieces have the string's own type; their contents in a row are the value. */
function joinString(identifier: number, pieces: readonly Uint8Array[], offset: number): Uint8Array {
  const contents = pieces.map((piece) => {
    if (piece[0] !== identifier) {
      throw new DecodeError('unexpected-tag', 'a string in pieces holds something else', { offset });
    }
    return piece.subarray(contentOffset(piece));
  });
  if (identifier !== tag.bitString) return tlv(identifier, concat(...contents));
  const unusedBits = contents.at(-1)?.[0] ?? 0;
  return tlv(identifier, Uint8Array.of(unusedBits), ...contents.map((content) => content.subarray(1)));
}

/** Of an element that has been rewritten: one tag octet, shortest length. */
function contentOffset(element: Uint8Array): number {
  const lengthOctet = element[1]!;
  return lengthOctet < 0x80 ? 2 : 2 + (lengthOctet & 0x7f);
}

/** SEQUENCE { SEQUENCE, SEQUENCE, BIT STRING }: the SIGNED macro, and no wrapper of PKCS#7 or PKCS#12. */
function isSigned(walk: Walk, { start, contentStart, contentEnd }: BerHeader, depth: number): boolean {
  if (contentEnd === undefined || walk.bytes[start] !== tag.sequence) return false;
  let at = contentStart;
  for (const expected of [tag.sequence, tag.sequence, tag.bitString]) {
    if (at >= contentEnd || walk.bytes[at] !== expected) return false;
    const child = readHeader(walk, at, contentEnd, depth + 1);
    if (child.contentEnd === undefined) return false;
    at = child.contentEnd;
  }
  return at === contentEnd;
}

function readHeader(walk: Walk, start: number, end: number, depth: number): BerHeader {
  const { bytes, limits } = walk;
  const tooMuch = (code: 'too-deep' | 'too-large', what: string): never => {
    throw new DecodeError(code, what, { offset: start });
  };
  if (depth >= limits.depth) tooMuch('too-deep', `nested more than ${limits.depth} deep`);
  if (++walk.elements > limits.elements) tooMuch('too-large', `more than ${limits.elements} elements`);
  return readBerHeader(bytes, start, end);
}

/** What a length that reaches beyond the end says; one that no file has was never a length. */
export function missingText(octets: number): string {
  if (octets > 2 ** 40) return 'its length is impossible';
  return octets === 1 ? '1 byte is missing' : `${octets} bytes are missing`;
}

/**
 * Identifier and length octets of the element at `start`, in any form BER allows.
 * @throws DecodeError `truncated`, `unexpected-tag`
 */
export function readBerHeader(bytes: Uint8Array, start: number, end: number): BerHeader {
  const fail = (code: 'truncated' | 'unexpected-tag', what: string): never => {
    throw new DecodeError(code, what, { offset: start });
  };
  let at = start + 1;
  if (start < end && (bytes[start]! & 0x1f) === 0x1f) {
    while (at < end && bytes[at]! >= 0x80) at++;
    at++;
  }
  if (at >= end) fail('truncated', 'the element is cut off');
  const tagEnd = at;
  const lengthOctet = bytes[at++]!;
  if (lengthOctet === 0x80) {
    if ((bytes[start]! & constructedBit) === 0)
      fail('unexpected-tag', 'a primitive element without a length');
    return { start, tagEnd, contentStart: at, contentEnd: undefined };
  }
  let length = lengthOctet;
  if (lengthOctet > 0x80) {
    const octets = lengthOctet & 0x7f;
    if (at + octets > end) fail('truncated', 'the length is cut off');
    length = 0;
    for (const lengthEnd = at + octets; at < lengthEnd; at++) length = length * 256 + bytes[at]!;
  }
  if (at + length > end) fail('truncated', missingText(at + length - end));
  return { start, tagEnd, contentStart: at, contentEnd: at + length };
}

/** Octets of the first element; the rest where the element is cut off or of indefinite length: its reader finds out. */
export function elementLength(bytes: Uint8Array): number {
  try {
    return readBerHeader(bytes, 0, bytes.length).contentEnd ?? bytes.length;
  } catch (error) {
    if (error instanceof DecodeError) return bytes.length;
    throw error;
  }
}
