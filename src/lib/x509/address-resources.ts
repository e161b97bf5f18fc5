import type { DerReader } from '../asn1/der-reader.ts';
import { explicit, tag } from '../asn1/tags.ts';
import { readBitString, readNull, readUnsigned, type BitString } from '../asn1/values.ts';
import { toHex } from '../bytes.ts';
import { printIpAddress } from '../names/print-ip-address.ts';

/** From the first address or number to the last, both included. */
export interface ResourceRange {
  readonly min: bigint;
  readonly max: bigint;
}

/** What of one kind the certificate holds; `inherit`: whatever its issuer does. */
export interface Resources {
  /** `IPv4`, `IPv6`, `AS numbers`, `routing domains`; an address family nobody knows in hex. */
  readonly family: string;
  readonly ranges: 'inherit' | readonly ResourceRange[];
}

const families: Readonly<Record<string, { readonly name: string; readonly octets: number }>> = {
  '0001': { name: 'IPv4', octets: 4 },
  '0002': { name: 'IPv6', octets: 16 },
};

/** SEQUENCE OF IPAddressFamily (RFC 3779 2.2.3). */
export function readIpAddrBlocks(value: DerReader): readonly Resources[] {
  const list = value.sequence('');
  const blocks: Resources[] = [];
  while (!list.done) {
    const block = list.sequence('');
    const id = toHex(block.content(tag.octetString, 'addressFamily')).replaceAll(':', '').toLowerCase();
    const { name, octets } = families[id.slice(0, 4)] ?? { name: id, octets: 16 };
    // The third octet tells unicast from multicast.
    const family = id.length > 4 ? `${name} ${id.slice(4)}` : name;
    blocks.push({ family, ranges: readRanges(block, (each) => readAddresses(each, octets * 8)) });
    block.finish();
  }
  return blocks;
}

/** SEQUENCE { asnum [0], rdi [1] }, each OPTIONAL (RFC 3779 3.2.3). */
export function readAutonomousSysIds(value: DerReader): readonly Resources[] {
  const identifiers = value.sequence('');
  const found: Resources[] = [];
  const read = (choice: DerReader | undefined, family: string): void => {
    if (!choice) return;
    found.push({ family, ranges: readRanges(choice, readNumbers) });
    choice.finish();
  };
  read(identifiers.enterIf(explicit(0), 'asnum'), 'AS numbers');
  read(identifiers.enterIf(explicit(1), 'rdi'), 'routing domains');
  identifiers.finish();
  return found;
}

function readRanges(choice: DerReader, readRange: (list: DerReader) => ResourceRange): Resources['ranges'] {
  if (choice.peek() === tag.null) {
    readNull(choice, 'inherit');
    return 'inherit';
  }
  const list = choice.sequence('');
  const ranges: ResourceRange[] = [];
  while (!list.done) ranges.push(readRange(list));
  return ranges;
}

/** A prefix, or the first and the last address; bits that are left out are 0 in the first and 1 in the last. */
function readAddresses(list: DerReader, bits: number): ResourceRange {
  if (list.peek() !== tag.sequence) {
    const prefix = readBitString(list, 'addressPrefix');
    return { min: filledUp(prefix, bits, 0n), max: filledUp(prefix, bits, 1n) };
  }
  const range = list.sequence('addressRange');
  const min = filledUp(readBitString(range, 'min'), bits, 0n);
  const max = filledUp(readBitString(range, 'max'), bits, 1n);
  range.finish();
  return { min, max };
}

function filledUp({ octets, unusedBits }: BitString, bits: number, by: 0n | 1n): bigint {
  const given = octets.length * 8 - unusedBits;
  const value = octets.reduce<bigint>((sum, octet) => (sum << 8n) | BigInt(octet), 0n) >> BigInt(unusedBits);
  const left = BigInt(Math.max(0, bits - given));
  return (value << left) | (by === 0n ? 0n : (1n << left) - 1n);
}

function readNumbers(list: DerReader): ResourceRange {
  if (list.peek() !== tag.sequence) {
    const only = readUnsigned(list, 'id');
    return { min: only, max: only };
  }
  const range = list.sequence('range');
  const min = readUnsigned(range, 'min');
  const max = readUnsigned(range, 'max');
  range.finish();
  return { min, max };
}

/** `10.0.0.0 to 10.255.255.255, 192.0.2.1`, `64500`. */
export function printResources({ family, ranges }: Resources): string {
  if (ranges === 'inherit') return 'as its issuer';
  const print = (value: bigint): string => printResource(family, value);
  return ranges
    .map(({ min, max }) => (min === max ? print(min) : `${print(min)} to ${print(max)}`))
    .join(', ');
}

function printResource(family: string, value: bigint): string {
  if (!family.startsWith('IP')) return String(value);
  const digits = value.toString(16).padStart(family.startsWith('IPv4') ? 8 : 32, '0');
  return printIpAddress(Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
}
