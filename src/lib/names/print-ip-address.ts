import { toHex } from '../bytes.ts';

/**
 * Text of an iPAddress: 4 or 16 octets, in name constraints 8 or 32 with a mask (`192.0.2.0/24`).
 * IPv6 as RFC 5952 writes it. Any other length is shown in hex.
 */
export function printIpAddress(octets: Uint8Array): string {
  switch (octets.length) {
    case 4:
      return octets.join('.');
    case 16:
      return printIpv6(octets);
    case 8:
    case 32:
      return `${printIpAddress(octets.subarray(0, octets.length / 2))}/${printMask(octets.subarray(octets.length / 2))}`;
    default:
      return toHex(octets);
  }
}

/** Prefix length, or the mask itself where its ones are not all in front. */
function printMask(mask: Uint8Array): string {
  const bits = [...mask].map((octet) => octet.toString(2).padStart(8, '0')).join('');
  const prefix = /^(1*)0*$/.exec(bits)?.[1];
  return prefix === undefined ? printIpAddress(mask) : String(prefix.length);
}

function printIpv6(octets: Uint8Array): string {
  if (isMappedIpv4(octets)) return `::ffff:${octets.subarray(12).join('.')}`;
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2) groups.push((octets[i]! * 256 + octets[i + 1]!).toString(16));
  const zeros = longestZeroRun(groups);
  if (zeros.length < 2) return groups.join(':');
  return `${groups.slice(0, zeros.start).join(':')}::${groups.slice(zeros.start + zeros.length).join(':')}`;
}

function isMappedIpv4(octets: Uint8Array): boolean {
  return octets.subarray(0, 12).every((octet, i) => octet === (i < 10 ? 0 : 0xff));
}

function longestZeroRun(groups: readonly string[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === '0') length++;
    if (length > longest.length) longest = { start, length };
  }
  return longest;
}
