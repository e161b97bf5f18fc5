import { toHex } from '../bytes.ts';
import type { DerReader } from './der-reader.ts';
import { decodeOid } from './oid-codec.ts';
import { explicit, tag } from './tags.ts';

/** BOOLEAN: one octet, 00 or FF (X.690 11.1). */
export function readBoolean(reader: DerReader, field: string, expected: number = tag.boolean): boolean {
  const start = reader.skip(expected, field);
  const octet = reader.at - start === 1 ? reader.bytes[start] : undefined;
  if (octet === 0xff) return true;
  if (octet === 0) return false;
  if (octet === undefined) reader.fail('invalid-boolean', 'not one octet 00 or FF', start, field);
  reader.breach('invalid-boolean', 'not one octet 00 or FF', start, field);
  return true;
}

/**
 * BOOLEAN DEFAULT FALSE. An encoded FALSE is not DER (X.690 11.5), but large CAs have written it for years
 * (GoDaddy in basicConstraints): tolerated.
 */
export function readDefaultFalse(reader: DerReader, field: string, expected: number = tag.boolean): boolean {
  if (reader.peek() !== expected) return false;
  const start = reader.at;
  const value = readBoolean(reader, field, expected);
  if (!value) reader.tolerate('explicit-default', 'the default FALSE is encoded', start, field);
  return value;
}

export function readNull(reader: DerReader, field: string): null {
  const start = reader.skip(tag.null, field);
  if (reader.at !== start) reader.fail('invalid-null', 'NULL has content', start, field);
  return null;
}

/** Content octets of an INTEGER in its shortest form (X.690 8.3.2), two's complement. */
export function readIntegerBytes(
  reader: DerReader,
  field: string,
  expected: number = tag.integer,
): Uint8Array {
  const start = skipInteger(reader, field, expected);
  return reader.bytes.subarray(start, reader.at);
}

/** Passes over an INTEGER after checking its form; returns where its content starts. */
export function skipInteger(reader: DerReader, field: string, expected: number = tag.integer): number {
  const start = reader.skip(expected, field);
  const problem = integerProblem(reader, start);
  if (problem !== undefined) reader.fail('invalid-integer', problem, start, field);
  return start;
}

/** What is wrong with the form of the INTEGER just passed over, whose content starts here. */
function integerProblem({ bytes, at: end }: DerReader, start: number): string | undefined {
  if (start === end) return 'INTEGER is empty';
  if (end - start === 1) return undefined;
  const first = bytes[start]!;
  const nextIsNegative = bytes[start + 1]! >= 0x80;
  const isPadded = (first === 0 && !nextIsNegative) || (first === 0xff && nextIsNegative);
  return isPadded ? 'INTEGER is not in its shortest form' : undefined;
}

/** Content octets of an INTEGER; where the reader keeps faults, in whatever form. */
export function readIntegerOctets(reader: DerReader, field: string): Uint8Array {
  const start = skipIntegerOctets(reader, field);
  return reader.bytes.subarray(start, reader.at);
}

/** Passes over an INTEGER; where the reader keeps faults, in whatever form. Returns where its content starts. */
export function skipIntegerOctets(reader: DerReader, field: string): number {
  const start = reader.skip(tag.integer, field);
  const problem = integerProblem(reader, start);
  if (problem !== undefined) reader.breach('invalid-integer', problem, start, field, false);
  return start;
}

/** No number in this field comes near; turning longer ones into text and back would take for ever. */
const maxIntegerOctets = 16_384;

/** INTEGER as a number without limits. */
export function readInteger(reader: DerReader, field: string, expected: number = tag.integer): bigint {
  const octets = readIntegerBytes(reader, field, expected);
  if (octets.length > maxIntegerOctets) {
    reader.fail('too-large', `number of ${octets.length} octets`, reader.at - octets.length, field);
  }
  return integerFrom(octets);
}

/** INTEGER (0..MAX) as a number without limits. */
export function readUnsigned(reader: DerReader, field: string, expected: number = tag.integer): bigint {
  const { at } = reader;
  const value = readInteger(reader, field, expected);
  if (value < 0n) refuseNegative(reader, at, field);
  return value;
}

function refuseNegative(reader: DerReader, offset: number, field: string): never {
  return reader.fail('invalid-integer', 'a negative number is not allowed here', offset, field);
}

/** Value of INTEGER content octets (two's complement). */
export function integerFrom(octets: Uint8Array): bigint {
  if (octets.length === 0) return 0n;
  const isShort = octets.length <= 6 && octets[0]! < 0x80;
  if (isShort) return BigInt(octets.reduce((value, octet) => value * 256 + octet, 0));
  return BigInt.asIntN(octets.length * 8, BigInt(`0x${toHex(octets)}`));
}

/** INTEGER (0..MAX) for which larger is as good as endless: Number.MAX_SAFE_INTEGER stands for anything beyond. */
export function readCeilingCount(reader: DerReader, field: string, expected: number = tag.integer): number {
  const { at } = reader;
  const start = skipInteger(reader, field, expected);
  if (reader.bytes[start]! < 0x80 && reader.at - start > 6) return Number.MAX_SAFE_INTEGER;
  reader.at = at;
  return readCount(reader, field, expected);
}

/** INTEGER (0..MAX) that fits a JavaScript number: versions, counts. */
export function readCount(reader: DerReader, field: string, expected: number = tag.integer): number {
  const start = skipInteger(reader, field, expected);
  const { bytes, at: end } = reader;
  if (bytes[start]! >= 0x80) refuseNegative(reader, start, field);
  if (end - start > 6) reader.fail('too-large', 'number is out of range', start, field);
  let value = 0;
  for (let i = start; i < end; i++) value = value * 256 + bytes[i]!;
  return value;
}

/** ENUMERATED as a number; negative values are out of range everywhere in this field. */
export function readEnumerated(reader: DerReader, field: string): number {
  return readCount(reader, field, tag.enumerated);
}

/** OBJECT IDENTIFIER in dotted form. */
export function readOid(reader: DerReader, field: string, expected: number = tag.oid): string {
  const start = reader.skip(expected, field);
  const dotted = decodeOid(reader.bytes, start, reader.at);
  if (dotted === undefined) reader.fail('invalid-oid', 'not a well-formed object identifier', start, field);
  return dotted;
}

/** The value inside an EXPLICIT [n]; undefined where it is absent. */
export function readExplicit<Value>(
  reader: DerReader,
  number: number,
  field: string,
  read: (wrapper: DerReader, field: string) => Value,
): Value | undefined {
  const wrapper = reader.enterIf(explicit(number), field);
  if (!wrapper) return undefined;
  const value = read(wrapper, '');
  wrapper.finish();
  return value;
}

export interface BitString {
  readonly octets: Uint8Array;
  /** Bits of the last octet that do not belong to the value: 0 to 7. */
  readonly unusedBits: number;
}

/** BIT STRING; unused bits must be zero (X.690 11.2.1). */
export function readBitString(reader: DerReader, field: string, expected: number = tag.bitString): BitString {
  const start = skipBitString(reader, field, expected);
  return { octets: reader.bytes.subarray(start + 1, reader.at), unusedBits: reader.bytes[start]! };
}

/** BIT STRING that carries whole octets: keys and signatures. */
export function readBitOctets(
  reader: DerReader,
  field: string,
  expected: number = tag.bitString,
): Uint8Array {
  const start = skipBitString(reader, field, expected);
  if (reader.bytes[start] !== 0)
    reader.breach('invalid-bit-string', 'not a whole number of octets', start, field, false);
  return reader.bytes.subarray(start + 1, reader.at);
}

/** The content of a BIT STRING that carries whole octets, as a reader of its own. */
export function enterBitOctets(reader: DerReader, field: string): DerReader {
  const octets = reader.enter(tag.bitString, field);
  if (octets.bytes[octets.at] !== 0 || octets.done) {
    octets.fail('invalid-bit-string', 'not a whole number of octets');
  }
  octets.at++;
  return octets;
}

/**
 * NamedBitList as a number whose bit n is named bit n, up to bit 31. Trailing zeros are not DER (X.690 11.2.2),
 * but roots that every browser trusts have them (Trustwave Global ECC): tolerated.
 */
export function readNamedBits(reader: DerReader, field: string, expected: number = tag.bitString): number {
  const start = skipBitString(reader, field, expected);
  const { bytes, at: end } = reader;
  if (end - start > 5) reader.fail('too-large', 'more than 32 named bits', start, field);
  if (end - start > 1 && ((bytes[end - 1]! >> bytes[start]!) & 1) === 0) {
    reader.tolerate('invalid-bit-string', 'named bits end in zeros', start, field);
  }
  let bits = 0;
  for (let i = start + 1, shift = 0; i < end; i++, shift += 8) bits |= reversed(bytes[i]!) << shift;
  const count = (end - start - 1) * 8 - bytes[start]!;
  return count >= 32 ? bits : bits & ((1 << count) - 1);
}

/** Passes over a BIT STRING after checking its form; returns where the octet with the unused bits stands. */
function skipBitString(reader: DerReader, field: string, expected: number): number {
  const start = reader.skip(expected, field);
  const { bytes, at: end } = reader;
  const unusedBits = start < end ? bytes[start]! : 8;
  if (unusedBits > 7 || (unusedBits > 0 && end - start === 1)) {
    reader.fail('invalid-bit-string', 'wrong count of unused bits', start, field);
  }
  if ((bytes[end - 1]! & ((1 << unusedBits) - 1)) !== 0 && unusedBits > 0) {
    reader.breach('invalid-bit-string', 'unused bits are not zero', end - 1, field);
  }
  return start;
}

/** Octet with the order of its bits turned round: BIT STRINGs count from the highest. */
function reversed(octet: number): number {
  let turned = 0;
  for (let bit = 0; bit < 8; bit++) if (octet & (0x80 >> bit)) turned |= 1 << bit;
  return turned;
}
