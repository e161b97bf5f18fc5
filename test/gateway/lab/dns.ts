import { createSocket } from 'node:dgram';
import { decode, encode, type Answer } from 'dns-packet';

/** What the server knows: names in lower case. */
export interface Zone {
  /** Of `_xmpp-server._tcp.prosody.example` and the like; `priority` counts, 0 by default. */
  readonly services: Readonly<
    Record<string, { readonly target: string; readonly port: number; readonly priority?: number }>
  >;
  readonly addresses: Readonly<Record<string, string>>;
}

/**
 * SRV records for the domains of each address.
 *
 * @param targets ejabberd asks libc for addresses, so that for it the targets must be addresses themselves
 */
export function zoneOf(
  domains: Readonly<Record<string, readonly string[]>>,
  targets: 'names' | 'addresses' = 'names',
): Zone {
  const hostOf = (address: string) =>
    targets === 'names' ? `host-${address.replaceAll('.', '-')}.example` : address;
  const services = Object.entries(domains).flatMap(([address, names]) =>
    names.map((name) => [`_xmpp-server._tcp.${name}`, { target: hostOf(address), port: 5269 }] as const),
  );
  const addresses = Object.keys(domains).map((address) => [hostOf(address), address] as const);
  return { services: Object.fromEntries(services), addresses: Object.fromEntries(addresses) };
}

export interface DnsServer {
  readonly address: string;
  /** Names that were asked for, with their types. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export const dnsPort = 5353;

/** Answers SRV and A questions over UDP; everything else does not exist. */
export async function startDns(address: string, zone: Zone): Promise<DnsServer> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message, { address: peer, port }) => {
    const { id, questions = [] } = decode(message);
    const [question] = questions;
    if (!question) return;
    const name = question.name.toLowerCase();
    asked.push(`${question.type} ${name}`);
    const answers = answersTo(zone, question.type, name, question.name);
    const isKnown = answers.length > 0 || name in zone.addresses;
    // Authoritative and recursive, as a resolver's forwarder is; 3: there is no such name.
    const flags = 0x0400 | 0x0180 | (isKnown ? 0 : 3);
    socket.send(encode({ type: 'response', id: id ?? 0, flags, questions, answers }), port, peer);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(dnsPort, address, resolve);
  });
  return { address, asked, close: () => new Promise((resolve) => socket.close(() => resolve())) };
}

function answersTo(zone: Zone, type: string, name: string, asWritten: string): Answer[] {
  const service = zone.services[name];
  const address = zone.addresses[name];
  if (type === 'SRV' && service) {
    const data = { priority: 0, weight: 1, ...service };
    return [{ type: 'SRV', name: asWritten, ttl: 60, class: 'IN', data }];
  }
  return type === 'A' && address ? [{ type: 'A', name: asWritten, ttl: 60, class: 'IN', data: address }] : [];
}
