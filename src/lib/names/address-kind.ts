import { parseIpAddress } from './parse-ip-address.ts';

/** What an address is for. `reserved`: nobody can be reached there, or everybody at once. */
export type AddressKind = 'loopback' | 'link-local' | 'reserved' | 'private' | 'public';

type Row = readonly [network: string, length: number, kind: AddressKind];

/** From the registries of RFC 6890; what is not here is public. */
const rows: readonly Row[] = [
  ['0.0.0.0', 8, 'reserved'],
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link-local'],
  ['10.0.0.0', 8, 'private'],
  ['172.16.0.0', 12, 'private'],
  ['192.168.0.0', 16, 'private'],
  ['100.64.0.0', 10, 'private'],
  ['198.18.0.0', 15, 'private'],
  ['224.0.0.0', 3, 'reserved'],
  ['::1', 128, 'loopback'],
  ['::', 128, 'reserved'],
  ['fe80::', 10, 'link-local'],
  ['fec0::', 10, 'private'],
  ['fc00::', 7, 'private'],
  ['ff00::', 8, 'reserved'],
  // Teredo: a tunnel to an IPv4 address, and its relays are gone.
  ['2001::', 32, 'reserved'],
  // NAT64 of one's own network (RFC 8215).
  ['64:ff9b:1::', 48, 'private'],
];

const networks = rows.map(([network, length, kind]) => ({ octets: parseIpAddress(network)!, length, kind }));

/** Where an IPv4 address stands in an IPv6 address that leads to it: mapped, compatible, NAT64, 6to4. */
const embeddings = [
  ['::ffff:0:0', 96, 12],
  ['64:ff9b::', 96, 12],
  ['2002::', 16, 2],
  ['::', 96, 12],
] as const;

const embedded = embeddings.map(([network, length, at]) => ({
  octets: parseIpAddress(network)!,
  length,
  at,
}));

/** Of an address as text, zone or not; undefined: it is none. */
export function addressKind(address: string): AddressKind | undefined {
  const octets = octetsOf(address);
  if (!octets) return undefined;
  const direct = kindOf(octets);
  if (octets.length === 4 || direct !== 'public') return direct;
  const four = ipv4In(octets);
  return four ? kindOf(four) : direct;
}

const octetsOf = (address: string): Uint8Array | undefined => parseIpAddress(address.replace(/%.*$/, ''));

const kindOf = (octets: Uint8Array): AddressKind =>
  networks.find((each) => isWithin(octets, each))?.kind ?? 'public';

function ipv4In(octets: Uint8Array): Uint8Array | undefined {
  const way = embedded.find((each) => isWithin(octets, each));
  return way && octets.subarray(way.at, way.at + 4);
}

interface Network {
  readonly octets: Uint8Array;
  readonly length: number;
}

function isWithin(address: Uint8Array, { octets, length }: Network): boolean {
  if (address.length !== octets.length) return false;
  return octets.every((octet, at) => {
    const bits = Math.min(8, Math.max(0, length - at * 8));
    const mask = (0xff << (8 - bits)) & 0xff;
    return ((octet ^ address[at]!) & mask) === 0;
  });
}

/**
 * The same text for addresses that one party can be taken to have: IPv4, also mapped, alone; IPv6 with its /64, which is the
 * least that anybody gets.
 */
export function addressBlock(address: string): string {
  const octets = octetsOf(address);
  if (!octets) return address;
  const four =
    octets.length === 4 ? octets : isWithin(octets, embedded[0]!) ? octets.subarray(12) : undefined;
  return four ? four.join('.') : `${[...octets.subarray(0, 8)].join('.')}/64`;
}

/** However each is written, and whichever IPv6 form an IPv4 address has. */
export function isSameAddress(one: string, other: string): boolean {
  const [a, b] = [one, other].map((each) => {
    const octets = octetsOf(each);
    return octets && ((octets.length === 16 && ipv4In(octets)) || octets);
  });
  return a !== undefined && b !== undefined && a.join() === b.join();
}
