import { oid } from './der-writer.ts';
import { knownOids } from './oids.ts';

/** No registered identifier comes near these; longer input is junk. */
const maxOctets = 128;
const maxArc = 2 ** 48;

/**
 * Dotted form of an OBJECT IDENTIFIER's content octets (X.690 8.19), or undefined where they are malformed:
 * empty, an arc not in its shortest form, cut off, or out of range.
 *
 * Identifiers of asn1/oids.ts are looked up by their bytes: certificates hold dozens, nearly all of them known.
 */
export function decodeOid(bytes: Uint8Array, start: number, end: number): string | undefined {
  let slot = hash(bytes, start, end) & slotMask;
  for (let known = slots[slot]; known !== undefined; known = slots[slot]) {
    if (isAt(known.octets, bytes, start, end)) return known.dotted;
    slot = (slot + 1) & slotMask;
  }
  return spellOut(bytes, start, end);
}

interface KnownOid {
  readonly dotted: string;
  readonly octets: Uint8Array;
}

const slotMask = 1023;
const slots = fillSlots();

function fillSlots(): (KnownOid | undefined)[] {
  const filled = new Array<KnownOid | undefined>(slotMask + 1).fill(undefined);
  for (const dotted of knownOids) {
    const octets = oid(dotted).subarray(2);
    let slot = hash(octets, 0, octets.length) & slotMask;
    while (filled[slot] !== undefined) slot = (slot + 1) & slotMask;
    filled[slot] = { dotted, octets };
  }
  return filled;
}

function hash(bytes: Uint8Array, start: number, end: number): number {
  let sum = end - start;
  // The last octets tell identifiers apart, the first ones hardly.
  for (let i = Math.max(start, end - 8); i < end; i++) sum = (sum * 31 + bytes[i]!) | 0;
  return sum ^ (sum >>> 10);
}

function isAt(octets: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (octets.length !== end - start) return false;
  for (let i = 0; i < octets.length; i++) if (octets[i] !== bytes[start + i]) return false;
  return true;
}

function spellOut(bytes: Uint8Array, start: number, end: number): string | undefined {
  if (start === end || end - start > maxOctets || bytes[end - 1]! >= 0x80) return undefined;
  let dotted = '';
  let arc = 0;
  let atStart = true;
  for (let i = start; i < end; i++) {
    const octet = bytes[i]!;
    if (atStart && octet === 0x80) return undefined;
    arc = arc * 128 + (octet & 0x7f);
    if (arc > maxArc) return undefined;
    atStart = octet < 0x80;
    if (atStart) {
      dotted += dotted === '' ? firstArcs(arc) : `.${arc}`;
      arc = 0;
    }
  }
  return dotted;
}

/** The first number encodes two arcs, 40 × first + second, where first is at most 2 (X.690 8.19.4). */
function firstArcs(number: number): string {
  const first = Math.min(2, Math.floor(number / 40));
  return `${first}.${number - first * 40}`;
}
