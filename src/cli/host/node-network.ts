import { Resolver } from 'node:dns/promises';
import { probe } from '../../lib/node/index.ts';
import type { Network } from './io.ts';

export function nodeNetwork(signal: AbortSignal): Network {
  const resolver = new Resolver({ timeout: 5000, tries: 2 });
  signal.addEventListener('abort', () => resolver.cancel());
  return { resolveSrv: (name) => resolver.resolveSrv(name), probe };
}
