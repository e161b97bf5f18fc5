import { parseIpAddress } from './parse-ip-address.ts';

/** IPv4 ranges that are not routed on the internet: RFC 1918, 6598, 3927, 1122. */
const closedIpv4: readonly (readonly [address: readonly number[], bits: number])[] = [
  [[10, 0, 0, 0], 8],
  [[172, 16, 0, 0], 12],
  [[192, 168, 0, 0], 16],
  [[100, 64, 0, 0], 10],
  [[169, 254, 0, 0], 16],
  [[127, 0, 0, 0], 8],
  [[0, 0, 0, 0], 8],
];

/** RFC 4193, 4291. */
const closedIpv6: typeof closedIpv4 = [
  [[0xfc], 7],
  [[0xfe, 0x80], 10],
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 128],
];

/** Nobody on the internet can reach it: private, shared, link-local or loopback; IPv4 in IPv6 as the IPv4 address. */
export function isNotPublic(text: string): boolean {
  const octets = parseIpAddress(text);
  if (!octets) return false;
  const isMapped =
    octets.length === 16 && octets.subarray(0, 12).every((octet, i) => octet === (i < 10 ? 0 : 0xff));
  const address = isMapped ? octets.subarray(12) : octets;
  return (address.length === 4 ? closedIpv4 : closedIpv6).some(([range, bits]) =>
    isWithin(address, range, bits),
  );
}

function isWithin(address: Uint8Array, range: readonly number[], bits: number): boolean {
  for (let at = 0; at * 8 < bits; at++) {
    const left = Math.min(8, bits - at * 8);
    const mask = (0xff << (8 - left)) & 0xff;
    if (((address[at]! ^ (range[at] ?? 0)) & mask) !== 0) return false;
  }
  return true;
}
