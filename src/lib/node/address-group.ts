import { isIPv6 } from 'node:net';

/**
 * What counts as one address where strangers are given places or turns: an IPv4 address, also one that is written as IPv6,
 * and the /64 of an IPv6 address, since everybody has all of one.
 */
export function addressGroup(address: string | undefined): string {
  if (address === undefined) return '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [plain = ''] = address.split('%', 1);
  return isIPv6(plain) ? `${networkOf(plain)}::/64` : address;
}

/** The first four groups, written out. */
function networkOf(address: string): string {
  const [before = '', after] = address.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const head = groups(before);
  const tail = after === undefined ? [] : groups(after);
  // An IPv4 address at the end stands for two groups.
  const length = head.length + tail.length + (address.includes('.') ? 1 : 0);
  const all = after === undefined ? head : [...head, ...new Array<string>(8 - length).fill('0'), ...tail];
  return all
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}
