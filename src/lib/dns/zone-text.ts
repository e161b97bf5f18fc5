import { parseIpv4, parseIpv6 } from '../names/parse-ip-address.ts';
import type { AddressOf, DnsRecord } from './record.ts';

/**
 * The records of one view as text for zone files (RFC 1035 section 5), zone by zone: what the deployment file has no
 * address for stands there as a comment, and so does what must not be there.
 */
export function zoneText(records: readonly DnsRecord[]): string {
  const zones = new Map<string, string[]>();
  for (const record of records) {
    for (const { zone, line } of linesOf(record)) zones.set(zone, [...(zones.get(zone) ?? []), line]);
  }
  return [...zones].map(([zone, lines]) => `$ORIGIN ${zone}.\n${lines.join('\n')}\n`).join('\n');
}

interface ZoneLine {
  readonly zone: string;
  readonly line: string;
}

function linesOf(record: DnsRecord): ZoneLine[] {
  const { zone, name, data, need } = record;
  const owner = `${name}.`;
  if (need === 'forbidden') return [{ zone, line: `; not here: ${owner} ${typeWords[data.type]}` }];
  switch (data.type) {
    case 'SRV':
      if (!data.targets)
        return [{ zone, line: `; ${owner} IN SRV (the deployment file has no nodes for it)` }];
      return data.targets.map(({ priority, weight, port, target }) => ({
        ...{ zone, line: `${owner} IN SRV ${priority} ${weight} ${port} ${target}.` },
      }));
    case 'address':
      return data.of.flatMap((of) => addressLines(of).map((line) => ({ zone, line: line(owner) })));
    case 'PTR':
      return data.of.addresses.map((address) => {
        const reverse = reverseName(address);
        return { zone: reverseZone(reverse), line: `${reverse}. IN PTR ${data.target}.` };
      });
  }
}

const typeWords = { SRV: 'SRV', address: 'A or AAAA', PTR: 'as a PTR' } as const;

function addressLines({ addresses, says }: AddressOf): ((owner: string) => string)[] {
  if (addresses.length === 0) return [(owner) => `; ${owner} IN A (${says})`];
  return addresses.map(
    (address) => (owner) => `${owner} IN ${address.includes(':') ? 'AAAA' : 'A'} ${address}`,
  );
}

/** `11.0.0.10.in-addr.arpa`, or nibbles below ip6.arpa (RFC 3596 section 2.5). The text is an IP address. */
export function reverseName(address: string): string {
  const four = parseIpv4(address);
  if (four) return `${[...four].reverse().join('.')}.in-addr.arpa`;
  const nibbles = [...parseIpv6(address)!].flatMap((octet) => [octet >> 4, octet & 15]);
  return `${nibbles
    .reverse()
    .map((nibble) => nibble.toString(16))
    .join('.')}.ip6.arpa`;
}

/** As such zones are usually cut: three octets, or 64 bits. */
const reverseZone = (reverse: string): string =>
  reverse.endsWith('.ip6.arpa')
    ? reverse.split('.').slice(16).join('.')
    : reverse.slice(reverse.indexOf('.') + 1);
