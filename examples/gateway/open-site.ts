import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { dirname } from 'node:path';
import {
  addressRefusal,
  checkFederation,
  ConnectionPlaces,
  federationPolicy,
  OutboundAttempts,
  PeerCache,
  readDeployment,
  type FederationPolicy,
  type Finding,
  type PeerAssessment,
} from 'expcert';
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
  /**
   * Reads certificates, trusted CAs, revocation lists and the deployment file again. Open streams are judged anew by them, and
   * end where they would no longer be accepted; certificates of our own end none. Rejects where the deployment file cannot be
   * used: then what it said before stays in force.
   */
  reload(): Promise<void>;
  /** Stops watching files. */
  close(): void;
}

interface OpenSiteOptions {
  readonly reloading?: ReloadOptions;
  /** Partners in private networks, found in DNS. Default: no. */
  readonly allowPrivateAddresses?: boolean;
}

/** Everything a gateway needs to begin, from files. Throws for what is missing, and says what to do. */
export async function openSite(
  { deployment: file, certificate, key, trust: trustFiles }: SiteFiles,
  rest: Pick<Site, 'deliver' | 'onEvent'> & Partial<Site> & OpenSiteOptions,
): Promise<OpenSite> {
  const tell = (finding: Finding): void => rest.onEvent({ kind: 'setting', told: told(finding) });
  let policy = await readPolicy(file, tell);
  const { reloading, allowPrivateAddresses = false, ...own } = rest;
  const now = Date.now;
  const trust = await loadTrust(trustFiles, {
    ...{ now, revocationCheck: () => policy.certificates.revocationCheck },
    ...reloading,
  });
  const identity = { domains: [...policy.localDomains], certificate, key };
  const contexts = await loadContexts([identity], { now, trust, ...reloading });
  const secret = policy.dialbackSecret && (await readSecret(policy.dialbackSecret, { folder: dirname(file) }));
  const cache = new PeerCache<PeerAssessment>();
  const guard = peerGuard({ policy: () => policy, trust, now, cache });
  return {
    get policy() {
      return policy;
    },
    contexts,
    secret,
    guard,
    resolver: new Resolver(),
    places: new ConnectionPlaces(),
    attempts: new OutboundAttempts({ now }),
    questions: new OutboundAttempts({ now }),
    addressRefusal: (address, isStaticRoute) =>
      addressRefusal(address, { own: ownAddresses(), allowPrivateAddresses, isStaticRoute }),
    connections: new Set(),
    timeouts: defaultTimeouts,
    limits: defaultLimits,
    now,
    ...own,
    async reload() {
      await Promise.all([contexts.reload(), trust.reload()]);
      const next = await readPolicy(file, tell);
      if (domainsOf(next) !== domainsOf(policy))
        throw new Error(`${file}: other domains of our own want other certificates: restart the gateway`);
      policy = next;
      await guard.recheck();
    },
    close() {
      guard.close();
      contexts.close();
      trust.close();
    },
  };
}

/** Mistakes are thrown; what only speaks against a setting is told. */
async function readPolicy(file: string, tell: (finding: Finding) => void): Promise<FederationPolicy> {
  const { deployment, findings } = readDeployment(await readFile(file), { file });
  if (!deployment) throw new Error(findings.map(told).join('\n'));
  const policy = federationPolicy(deployment);
  if (!policy) throw new Error(`${file}: there is no block "federation"; to begin: federation: {}`);
  checkFederation(deployment).filter(({ severity }) => severity !== 'notice').forEach(tell);
  return policy;
}

const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address));

const domainsOf = ({ localDomains }: FederationPolicy): string => [...localDomains].sort().join();

/** `corp.yaml:5:1: unknown key "federationDomain"…; expected federationDomains; …` */
function told({ message, locations: [place], params: { expected }, fix }: Finding): string {
  const at = [place?.file, place?.line, place?.column].filter((part) => part !== undefined).join(':');
  const wanted = typeof expected === 'string' ? [`expected ${expected}`] : [];
  return [`${at}: ${message}`, ...wanted, ...fix].join('; ');
}
