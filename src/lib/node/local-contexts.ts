import { X509Certificate } from 'node:crypto';
import type { SecureContext } from 'node:tls';
import { aText, each, isObjectWith, settingsWith, texts, that } from '../public/settings.ts';
import { reloadChecks, timeBy } from './arguments.ts';
import { aReference } from './secret.ts';
import { tlsChecks } from './tls-options.ts';
import { printName, toALabels, type Certificate, type Finding } from '../index.ts';
import { judgeOwnCertificate } from '../own-server/certificate.ts';
import { type OwnChain } from '../rules/gateway/facts.ts';
import { LoadError, type FileProblem } from './load-error.ts';
import {
  readIdentityFiles,
  requireNoStepBack,
  useIdentity,
  type IdentityFiles,
  type LocalIdentity,
  type UsableIdentity,
} from './local-identity.ts';
import { keepLoaded, systemTime, type Loaded, type Reloading, type ReloadOptions } from './reload.ts';
import { nodeVerifier } from './signature-verifier.ts';

/** Certificates of our own, by the domains they are presented for, kept up to date. */
export interface LocalContexts extends Reloading {
  /** What to present as this domain: `to` of the stream header, outbound our own `from`. undefined: it is none of ours. */
  contextFor(domain: string | undefined): SecureContext | undefined;
  /** What is presented now, domain by domain: for health checks, and for metrics such as the days that are left. */
  status(): Promise<readonly DomainStatus[]>;
}

/** How things stand with the certificate for a domain. */
export interface DomainStatus {
  readonly domain: string;
  readonly subject: string;
  /** Milliseconds since 1970, like the next. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SHA-256, as openssl prints it. */
  readonly fingerprint: string;
  readonly chain: OwnChain;
  /** What speaks against the certificate, now. */
  readonly findings: readonly Finding[];
}

/** Which certificates of our own to load, and how to keep them up to date. */
export interface ContextOptions extends ReloadOptions {
  /** Trusted CAs, to tell whether chains are complete. Default: what is in the file of each certificate alone. */
  readonly trust?: { readonly current: { readonly anchors: readonly Certificate[] } };
}

const identityChecks = each(
  'an array of { domains, certificate, key }',
  settingsWith<LocalIdentity>(
    { domains: texts, certificate: aText, key: aText, passphrase: aReference, tls: tlsChecks },
    'domains',
    'certificate',
    'key',
  ),
);
const optionChecks = settingsWith<ContextOptions>({
  ...reloadChecks,
  trust: that('a TrustStore', isObjectWith('current')),
});

/**
 * Certificates and keys of all local domains. Each key is held against its certificate. When files change, new streams get
 * the new certificate and open ones live on; where a new certificate and its key do not belong together, or not yet, the
 * old ones stay in use, and so does a good certificate where the new one is over. What speaks against a certificate is told when
 * it is loaded, and again as time goes by.
 *
 * @throws LoadError where one cannot be used. TypeError for a domain that is none, or that two identities have
 */
export async function loadContexts(
  identities: readonly LocalIdentity[],
  options: ContextOptions = {},
): Promise<LocalContexts> {
  identityChecks('identities', identities);
  optionChecks('options', options);
  const places = placesOf(identities);
  const { now: clock = systemTime, trust } = options;
  const now = () => timeBy('options.now', clock);
  const load = (current: readonly InUse[] | undefined) => loadAll(identities, current, now);
  const judgeOne = (each: InUse) =>
    judgeOwnCertificate({
      ...{ chain: each.own.chain, others: [...each.own.others, ...(trust?.current.anchors ?? [])] },
      ...{ domains: each.identity.domains, file: each.identity.certificate, keyFile: each.identity.key },
      ...{
        isKeyReadableByAll: each.isKeyReadableByAll,
        at: new Date(now()),
        verifier: nodeVerifier(),
      },
    });
  const judge = async (all: readonly InUse[]) =>
    (await Promise.all(all.map(judgeOne))).flatMap(({ findings }) => findings);
  const paths = () => identities.flatMap(({ certificate, key }) => [certificate, key]);
  const loaded = await keepLoaded('certificates', { load, judge }, paths, options);
  return {
    contextFor(domain) {
      const parsed = domain === undefined ? undefined : toALabels(domain);
      if (!parsed || !('name' in parsed)) return undefined;
      const place = places.get(parsed.name) ?? places.get(parsed.name.replace(/^[^.]+/, '*'));
      return place === undefined ? undefined : loaded.current[place]!.context;
    },
    async status() {
      const all = await Promise.all(
        loaded.current.map(async (each) => {
          const judged = await judgeOne(each);
          return each.identity.domains.map((domain) => ({ domain, ...statusOf(each), ...judged }));
        }),
      );
      return all.flat();
    },
    reload: loaded.reload,
    onLoaded: loaded.onLoaded,
    close: loaded.close,
  };
}

type InUse = IdentityFiles & UsableIdentity;

function statusOf({
  own: { leaf },
}: InUse): Pick<DomainStatus, 'subject' | 'notBefore' | 'notAfter' | 'fingerprint'> {
  const { notBefore, notAfter } = leaf;
  const fingerprint = new X509Certificate(leaf.der).fingerprint256;
  return { subject: printName(leaf.subject), notBefore, notAfter, fingerprint };
}

/** Which identity is which domain's. */
function placesOf(identities: readonly LocalIdentity[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [place, { domains }] of identities.entries()) {
    for (const domain of domains) {
      const name = canonical(domain);
      if (places.has(name)) throw new TypeError(`two identities have the domain ${domain}`);
      places.set(name, place);
    }
  }
  return places;
}

function canonical(domain: string): string {
  const isWildcard = domain.startsWith('*.');
  const parsed = toALabels(isWildcard ? domain.slice(2) : domain);
  if (!('name' in parsed)) throw new TypeError(`${JSON.stringify(domain)} ${parsed.text}`);
  return isWildcard ? `*.${parsed.name}` : parsed.name;
}

async function loadAll(
  identities: readonly LocalIdentity[],
  current: readonly InUse[] | undefined,
  now: () => number,
): Promise<Loaded<readonly InUse[]>> {
  const kept: FileProblem[] = [];
  const inUse: InUse[] = [];
  for (const [place, identity] of identities.entries()) {
    const before = current?.[place];
    try {
      inUse.push(await loadOne(identity, before, now));
    } catch (error) {
      if (!(error instanceof LoadError)) throw error;
      kept.push(...error.problems);
      if (before) inUse.push(before);
    }
  }
  const isSame = current !== undefined && inUse.every((each, place) => each === current[place]);
  return { value: isSame ? current : inUse, kept };
}

async function loadOne(
  identity: LocalIdentity,
  before: InUse | undefined,
  now: () => number,
): Promise<InUse> {
  const files = await readIdentityFiles(identity);
  const isSame = before && files.certificate.equals(before.certificate) && files.key.equals(before.key);
  if (isSame) return before;
  const inUse = { ...files, ...(await useIdentity(files)) };
  if (before) requireNoStepBack(inUse, before, now());
  return inUse;
}
