import { isIPv6 } from 'node:net';
import { routeTo, type FederationPolicy } from '../../lib/index.ts';
import type { Network } from '../host/io.ts';
import { CommandError } from '../program/command-error.ts';

/** A place where the server of a domain may be found. */
export interface ServerPlace {
  readonly host: string;
  readonly port: number;
  readonly isDirectTls: boolean;
  /** How it was found: `SRV _xmpp-server._tcp.partner.example`. */
  readonly by: string;
}

/** RFC 6120 14.7. */
const federationPort = 5269;

/** `host:port`, `[2001:db8::1]:port`, or the host alone. */
export function parsePlace(text: string): Pick<ServerPlace, 'host' | 'port'> {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const host = bracketed ?? plain ?? (isIPv6(text) ? text : undefined);
  const number = port === undefined ? federationPort : Number(port);
  if (host !== undefined && number >= 1 && number <= 65_535) return { host, port: number };
  throw new CommandError(2, `--connect ${text} is no place to connect to`, {
    expected: 'HOST:PORT, such as xmpp.partner.example:5269 or [2001:db8::1]:5269',
  });
}

/** All places, in the order in which they are to be tried: static routes where they are in use, else DNS. */
export async function findServers(
  domain: string,
  { privacy }: FederationPolicy,
  network: Network,
): Promise<readonly ServerPlace[]> {
  const route = routeTo(domain, privacy);
  if (route.by === 'static routes') {
    return route.addresses.map((host) => ({
      ...{ host, port: federationPort, isDirectTls: false },
      by: 'static route',
    }));
  }
  const records = await Promise.all([
    services(`_xmpp-server._tcp.${domain}`, false, network),
    services(`_xmpps-server._tcp.${domain}`, true, network),
  ]);
  const places = records.flatMap((found) => found ?? []).sort(byRank);
  if (places.length > 0) return places;
  if (records.some((found) => found)) throw notOffered(domain);
  const by = `the name itself, without SRV record`;
  return [{ host: domain, port: federationPort, isDirectTls: false, by }];
}

interface RankedPlace extends ServerPlace {
  readonly priority: number;
  readonly weight: number;
}

/** XEP-0368 section 3: records of both kinds are ranked together. Heavier ones first, so that two runs do the same. */
const byRank = (a: RankedPlace, b: RankedPlace): number => a.priority - b.priority || b.weight - a.weight;

/** undefined: there are no such records; empty: they say that there is no such service. */
async function services(
  name: string,
  isDirectTls: boolean,
  network: Network,
): Promise<readonly RankedPlace[] | undefined> {
  try {
    const records = await network.resolveSrv(name);
    return records
      .filter(({ name: host }) => host !== '' && host !== '.')
      .map(({ name: host, port, priority, weight }) => ({
        ...{ host: host.replace(/\.$/, ''), port, isDirectTls, priority, weight },
        by: `SRV ${name}`,
      }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === 'ENOTFOUND' || code === 'ENODATA') return undefined;
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    throw new CommandError(3, `DNS gave no answer for ${name} (${code})`, {
      help: ['check the name servers of this machine', 'without DNS:  --connect HOST:PORT'],
    });
  }
}

const notOffered = (domain: string): CommandError =>
  new CommandError(3, `${domain} says in DNS that it does not federate`, {
    found: 'SRV records with the target "."',
    help: ['ask the partner; to try a server all the same:  --connect HOST:PORT'],
  });
