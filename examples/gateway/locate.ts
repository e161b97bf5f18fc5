import { isIP } from 'node:net';
import { policyTowards, routeTo } from 'expcert';
import type { Site } from './site.ts';
import { Undeliverable } from './stream-fault.ts';

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly isDirectTls: boolean;
  /** The administrator has said it, not the domain's DNS. */
  readonly isStaticRoute: boolean;
}

interface Service extends Target {
  readonly priority: number;
  readonly weight: number;
}

const standardPort = 5269;

/** Where to look for a domain's servers, in the order of trying. The domain stays the one that certificates must name. */
export async function locate(site: Site, domain: string): Promise<readonly Target[]> {
  const route = routeTo(domain, site.policy.privacy);
  // There is no way back to DNS from static routes, even if none of their servers answers.
  if (route.by === 'static routes')
    return route.addresses.map((host) => ({ host, port: standardPort, isDirectTls: false, isStaticRoute: true }));
  const isTlsWanted = policyTowards(site.policy, domain).stream.securityMode !== 'No TLS';
  const found = await Promise.all([
    services(site, `_xmpp-server._tcp.${domain}`, false),
    isTlsWanted ? services(site, `_xmpps-server._tcp.${domain}`, true) : undefined,
  ]);
  if (found.every((each) => each === undefined)) 
    return [{ host: domain, port: standardPort, isDirectTls: false, isStaticRoute: false }];
  return found
    .flatMap((each) => each ?? [])
    .map((service) => ({ service, rank: Math.random() ** (1 / (service.weight + 0.01)) }))
    .sort((a, b) => a.service.priority - b.service.priority || b.rank - a.rank)
    .map(({ service }) => service);
}

/** undefined: there are no such records; empty: the service is expressly not offered. */
async function services(
  { resolver }: Site,
  name: string,
  isDirectTls: boolean,
): Promise<readonly Service[] | undefined> {
  const records = await existing(resolver.resolveSrv(name));
  return records
    ?.filter(({ name: host }) => host !== '' && host !== '.')
    .map(({ name: host, port, priority, weight }) => ({
      ...{ host, port, priority, weight },
      ...{ isDirectTls, isStaticRoute: false },
    }));
}

/** The addresses of a host, IPv6 first. */
export async function addressesOf({ resolver }: Site, host: string): Promise<readonly string[]> {
  if (isIP(host)) return [host];
  const [six, four] = await Promise.all([existing(resolver.resolve6(host)), existing(resolver.resolve4(host))]);
  const addresses = [...(six ?? []), ...(four ?? [])];
  if (addresses.length === 0) throw new Undeliverable('remote-server-not-found', `${host} has no address`);
  return addresses;
}

async function existing<Answer>(question: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await question;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTFOUND' || code === 'ENODATA') return undefined;
    throw new Undeliverable('remote-server-timeout', `DNS does not answer: ${code}`, { cause: error });
  }
}
