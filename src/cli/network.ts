import type { SrvRecord } from 'node:dns';
import type { probe } from '../lib/node/index.ts';

/** What one command may do on the network; no other command is given it. */
export interface Network {
  /** Rejects with an error of node:dns: `ENOTFOUND`, `ENODATA`, `ESERVFAIL`, `ETIMEOUT`, … */
  resolveSrv(name: string): Promise<readonly SrvRecord[]>;
  readonly probe: typeof probe;
}
