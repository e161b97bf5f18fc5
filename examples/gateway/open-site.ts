import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { dirname, resolve } from 'node:path';
import {
  addressRefusal,
  checkFederation,
  ConnectionPlaces,
  DialbackSecrets,
  federationPolicy,
  OutboundAttempts,
  partnerAnchorFiles,
  PeerCache,
  readDeployment,
  type FederationPolicy,
  type Finding,
  type PeerAssessment,
} from 'expcert';
import {
  fetchedLists,
  loadContexts,
  loadTrust,
  peerGuard,
  readSecrets,
  type ReloadOptions,
  type ReloadRequest,
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
  /** Folder for revocation lists that are fetched from where certificates say; default: none is. */
  readonly fetchedLists?: string;
}

export interface OpenSite extends Site {
  /**
   * Reads certificates, trusted CAs, revocation lists and the deployment file again. Open streams are judged anew by them, and
   * end where they would no longer be accepted; certificates of our own end none. Rejects where the deployment file cannot be
   * used: then what it said before stays in force.
   */
  reload(request?: ReloadRequest): Promise<void>;
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
  { deployment: file, certificate, key, trust: trustFiles, fetchedLists: folder }: SiteFiles,
  rest: Pick<Site, 'deliver' | 'onEvent'> & Partial<Site> & OpenSiteOptions,
): Promise<OpenSite> {
  const tell = (finding: Finding): void => rest.onEvent({ kind: 'setting', told: told(finding) });
  let policy = await readPolicy(file, tell);
  const { reloading, allowPrivateAddresses = false, ...own } = rest;
  const now = Date.now;
  const refusalOf: Site['addressRefusal'] = (address, isStaticRoute) =>
    addressRefusal(address, { own: ownAddresses(), allowPrivateAddresses, isStaticRoute });
  const lists =
    folder === undefined
      ? undefined
      : await fetchedLists({
          ...{ folder, now, mayFetch: (address) => refusalOf(address, false) === undefined },
          onEvent: (event) => rest.onEvent({ kind: 'list', event }),
        });
  const partners = () =>
    partnerAnchorFiles(policy).map(({ domains, anchors }) => ({ domains, anchors: resolve(dirname(file), anchors) }));
  const trust = await loadTrust(
    { ...trustFiles, partners, ...(folder !== undefined && { fetchedCrls: folder }) },
    { now, revocationCheck: () => policy.certificates.revocationCheck, ...reloading },
  );
  const fetching = lists && setInterval(() => void lists.refresh().then(() => trust.reload()), 60_000).unref();
  const identity = { domains: [...policy.localDomains], certificate, key };
  const contexts = await loadContexts([identity], { now, trust, ...reloading });
  const readDialback = async (before?: DialbackSecrets): Promise<DialbackSecrets | undefined> =>
    policy.dialbackSecret &&
    new DialbackSecrets(await readSecrets(policy.dialbackSecret, { folder: dirname(file) }), before);
  let secrets = await readDialback();
  const cache = new PeerCache<PeerAssessment>();
  const guard = peerGuard({ policy: () => policy, trust, now, cache, onReport: (report) => lists?.learn(report) });
  return {
    get policy() {
      return policy;
    },
    contexts,
    get secrets() {
      return secrets;
    },
    guard,
    resolver: new Resolver(),
    places: new ConnectionPlaces(),
    attempts: new OutboundAttempts({ now }),
    questions: new OutboundAttempts({ now }),
    addressRefusal: refusalOf,
    connections: new Set(),
    timeouts: defaultTimeouts,
    limits: defaultLimits,
    now,
    ...own,
    async reload(request) {
      const next = await readPolicy(file, tell);
      if (domainsOf(next) !== domainsOf(policy))
        throw new Error(`${file}: other domains of our own want other certificates: restart the gateway`);
      policy = next;
      secrets = await readDialback(secrets);
      secrets?.lastUses.slice(1).forEach((time, at) => rest.onEvent({ kind: 'setting', told: oldSecretText(at, time) }));
      await Promise.all([contexts.reload(), trust.reload(request)]);
      await guard.recheck();
    },
    close() {
      clearInterval(fetching);
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

/** Whether it can be taken off the file. */
const oldSecretText = (at: number, time: number | undefined): string =>
  `dialback secret on line ${at + 2}: ${time === undefined ? 'not used since the start' : `used last at ${new Date(time).toISOString()}`}`;

const domainsOf = ({ localDomains }: FederationPolicy): string => [...localDomains].sort().join();

/** `corp.yaml:5:1: unknown key "federationDomain"…; expected federationDomains; …` */
function told({ message, locations: [place], params: { expected }, fix }: Finding): string {
  const at = [place?.file, place?.line, place?.column].filter((part) => part !== undefined).join(':');
  const wanted = typeof expected === 'string' ? [`expected ${expected}`] : [];
  return [`${at}: ${message}`, ...wanted, ...fix].join('; ');
}
