import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { federationPolicy, PeerCache, readDeployment, type PeerAssessment } from 'expcert';
import {
  loadContexts,
  loadTrust,
  peerGuard,
  readSecret,
  type ReloadOptions,
  type TrustFiles,
} from 'expcert/node';
import { defaultLimits, defaultTimeouts, type Site } from './site.ts';

export interface SiteFiles {
  /** With the blocks `federation`, `federationDomains` and `chatNodeAliases`. */
  readonly deployment: string;
  /** One for all local domains and chat node aliases; loadContexts() takes one for each of them as well. */
  readonly certificate: string;
  readonly key: string;
  readonly trust: TrustFiles;
}

export interface OpenSite extends Site {
  /** Reads certificates, trusted CAs and revocation lists again; open streams live on. */
  reload(): Promise<void>;
  /** Stops watching files. */
  close(): void;
}

/** Everything a gateway needs to begin, from files. Throws for what is missing, and says what to do. */
export async function openSite(
  { deployment: file, certificate, key, trust: trustFiles }: SiteFiles,
  rest: Pick<Site, 'deliver' | 'onEvent'> & Partial<Site> & { readonly reloading?: ReloadOptions },
): Promise<OpenSite> {
  const { deployment, findings } = readDeployment(await readFile(file), { file });
  if (!deployment) throw new Error(findings.map(({ message }) => `${file}: ${message}`).join('\n'));
  const policy = federationPolicy(deployment);
  if (!policy) throw new Error(`${file}: there is no block "federation"`);
  const { reloading, ...own } = rest;
  const contexts = await loadContexts([{ domains: [...policy.localDomains], certificate, key }], reloading);
  const trust = await loadTrust(trustFiles, reloading);
  const secret = policy.dialbackSecret && (await readSecret(policy.dialbackSecret, { folder: dirname(file) }));
  const cache = new PeerCache<PeerAssessment>();
  return {
    policy,
    contexts,
    secret,
    guard: peerGuard({ policy: () => policy, trust, now: Date.now, cache }),
    resolver: new Resolver(),
    timeouts: defaultTimeouts,
    limits: defaultLimits,
    now: Date.now,
    ...own,
    async reload() {
      await Promise.all([contexts.reload(), trust.reload()]);
    },
    close() {
      contexts.close();
      trust.close();
    },
  };
}
