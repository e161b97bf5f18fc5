import { compare, concat, type Bytes } from '../bytes.ts';
import { tag } from './tags.ts';

/** One element from its identifier octet and content (X.690 section 8.1, lengths as 10.1 asks). */
export function tlv(identifier: number, ...content: readonly Uint8Array[]): Bytes {
  const body = content.length === 1 ? content[0]! : concat(...content);
  return concat(header(identifier, body.length), body);
}

function header(identifier: number, length: number): Bytes {
  if (length < 0x80) return Uint8Array.of(identifier, length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest & 0xff);
  return Uint8Array.of(identifier, 0x80 | octets.length, ...octets);
}

export const sequence = (...elements: readonly Uint8Array[]): Bytes => tlv(tag.sequence, ...elements);

/** SET OF: elements in the order DER demands (X.690 11.6). */
export const setOf = (...elements: readonly Uint8Array[]): Bytes =>
  tlv(tag.set, ...[...elements].sort(compare));

export const octetString = (content: Uint8Array): Bytes => tlv(tag.octetString, content);

export const bitString = (content: Uint8Array, unusedBits = 0): Bytes =>
  tlv(tag.bitString, Uint8Array.of(unusedBits), content);

/** NamedBitList with trailing zero bits removed (X.690 11.2.2); `bits` are positions, 0 the first. */
export function namedBits(bits: readonly number[]): Bytes {
  const highest = Math.max(-1, ...bits);
  const octets = new Uint8Array(Math.floor(highest / 8) + 1);
  for (const bit of bits) octets[bit >> 3]! |= 0x80 >> (bit & 7);
  return bitString(octets, highest < 0 ? 0 : 7 - (highest & 7));
}

export const boolean = (value: boolean): Bytes => tlv(tag.boolean, Uint8Array.of(value ? 0xff : 0));

export const nullValue = (): Bytes => tlv(tag.null, new Uint8Array());

export function integer(value: number | bigint): Bytes {
  const octets: number[] = [];
  let rest = BigInt(value);
  for (;;) {
    octets.unshift(Number(rest & 0xffn));
    rest >>= 8n;
    const signed = octets[0]! >= 0x80;
    if ((rest === 0n && !signed) || (rest === -1n && signed)) break;
  }
  return tlv(tag.integer, Uint8Array.from(octets));
}

/** OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Bytes {
  const arcs = dotted.split('.').map(Number);
  const [first, second, ...rest] = arcs;
  if (
    first === undefined ||
    second === undefined ||
    arcs.some((arc) => !Number.isSafeInteger(arc) || arc < 0)
  ) {
    throw new TypeError(`not an object identifier: "${dotted}"`);
  }
  const octets: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const groups = [arc % 128];
    for (let high = Math.floor(arc / 128); high > 0; high = Math.floor(high / 128))
      groups.unshift((high % 128) | 0x80);
    octets.push(...groups);
  }
  return tlv(tag.oid, Uint8Array.from(octets));
}

const text = new TextEncoder();

export const utf8String = (value: string): Bytes => tlv(tag.utf8String, text.encode(value));

/** IA5String; the caller has made sure that the value is ASCII. */
export function ia5String(value: string): Bytes {
  for (const character of value) {
    if (character.codePointAt(0)! > 0x7f) throw new TypeError(`not ASCII: "${value}"`);
  }
  return tlv(tag.ia5String, text.encode(value));
}

/** PrintableString; the caller has made sure that the value has its characters only. */
export const printableString = (value: string): Bytes => tlv(tag.printableString, text.encode(value));
