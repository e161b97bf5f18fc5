import { Resolver } from 'node:dns/promises';
import { probe } from '../../lib/node/index.ts';
import { askDns } from './ask-dns.ts';
import type { Network } from './io.ts';

export function nodeNetwork(signal: AbortSignal): Network {
  const resolver = newResolver(signal);
  return {
    resolveSrv: (name) => resolver.resolveSrv(name),
    askDns(address) {
      const other = newResolver(signal);
      if (address !== undefined) other.setServers([address]);
      return askDns(other);
    },
    probe,
  };
}

function newResolver(signal: AbortSignal): Resolver {
  const resolver = new Resolver({ timeout: 5000, tries: 2 });
  signal.addEventListener('abort', () => resolver.cancel());
  return resolver;
}
