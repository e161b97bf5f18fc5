const decimalOctet = /^(?:0|[1-9][0-9]{0,2})$/;
const hexGroup = /^[0-9a-f]{1,4}$/i;

/** Octets of an IPv4 address as RFC 3986 3.2.2 writes it; undefined where the text is none. */
export function parseIpv4(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => decimalOctet.test(part))) return undefined;
  const octets = parts.map(Number);
  return octets.every((octet) => octet <= 255) ? Uint8Array.from(octets) : undefined;
}

/** Octets of an IPv6 address as RFC 4291 2.2 writes it, without brackets or zone; undefined where it is none. */
export function parseIpv6(text: string): Uint8Array | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => parseGroups(half, index === halves.length - 1));
  if (!head) return undefined;
  if (halves.length === 1) return head.length === 16 ? Uint8Array.from(head) : undefined;
  // "::" stands for at least one group of zeros.
  if (!tail || head.length + tail.length > 14) return undefined;
  const zeros = new Array<number>(16 - head.length - tail.length).fill(0);
  return Uint8Array.from([...head, ...zeros, ...tail]);
}

/** Octets of colon-separated groups; the last one of the address may be written as IPv4. */
function parseGroups(text: string, isEnd: boolean): number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  const octets: number[] = [];
  for (const [index, group] of groups.entries()) {
    const embedded =
      isEnd && index === groups.length - 1 && group.includes('.') ? parseIpv4(group) : undefined;
    if (embedded) octets.push(...embedded);
    else if (hexGroup.test(group))
      octets.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff);
    else return undefined;
  }
  return octets;
}

export function parseIpAddress(text: string): Uint8Array | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** An address with its mask, as an iPAddress constraint carries it (RFC 5280 4.2.1.10). */
export interface IpSubnet {
  /** The address with the bits outside the mask cleared. */
  readonly network: Uint8Array;
  readonly prefixLength: number;
}

/** 8 or 32 octets → subnet; undefined where the length is wrong or the mask is no prefix (RFC 4632 3.1). */
export function readSubnet(octets: Uint8Array): IpSubnet | undefined {
  if (octets.length !== 8 && octets.length !== 32) return undefined;
  const size = octets.length / 2;
  const prefixLength = maskLength(octets.subarray(size));
  return prefixLength === undefined
    ? undefined
    : { network: clearHostBits(octets.subarray(0, size), prefixLength), prefixLength };
}

function maskLength(mask: Uint8Array): number | undefined {
  const ones = mask.findIndex((octet) => octet !== 0xff);
  if (ones < 0) return mask.length * 8;
  const leading = Math.clz32(~(mask[ones]! << 24));
  const isPrefix =
    mask[ones] === ((0xff << (8 - leading)) & 0xff) && mask.subarray(ones + 1).every((octet) => octet === 0);
  return isPrefix ? ones * 8 + leading : undefined;
}

export function clearHostBits(address: Uint8Array, prefixLength: number): Uint8Array {
  return address.map((octet, index) => {
    const kept = Math.min(8, Math.max(0, prefixLength - index * 8));
    return octet & (0xff << (8 - kept)) & 0xff;
  });
}
