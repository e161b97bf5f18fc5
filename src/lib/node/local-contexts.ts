import type { SecureContext } from 'node:tls';
import { toALabels } from '../index.ts';
import { LoadError, type FileProblem } from './load-error.ts';
import { readIdentityFiles, useIdentity, type IdentityFiles, type LocalIdentity } from './local-identity.ts';
import { keepLoaded, type Loaded, type Reloading, type ReloadOptions } from './reload.ts';

export interface LocalContexts extends Reloading {
  /** What to present as this domain: `to` of the stream header, outbound our own `from`. undefined: it is none of ours. */
  contextFor(domain: string | undefined): SecureContext | undefined;
}

/**
 * Certificates and keys of all local domains. Each key is held against its certificate. When files change, new streams get
 * the new certificate and open ones live on; where a new certificate and its key do not belong together, or not yet, the
 * old ones stay in use.
 *
 * @throws LoadError where one cannot be used. TypeError for a domain that is none, or that two identities have
 */
export async function loadContexts(
  identities: readonly LocalIdentity[],
  options: ReloadOptions = {},
): Promise<LocalContexts> {
  const places = placesOf(identities);
  const load = (current: readonly InUse[] | undefined) => loadAll(identities, current);
  const paths = () => identities.flatMap(({ certificate, key }) => [certificate, key]);
  const loaded = await keepLoaded('certificates', load, paths, options);
  return {
    contextFor(domain) {
      const parsed = domain === undefined ? undefined : toALabels(domain);
      if (!parsed || !('name' in parsed)) return undefined;
      const place = places.get(parsed.name) ?? places.get(parsed.name.replace(/^[^.]+/, '*'));
      return place === undefined ? undefined : loaded.current[place]!.context;
    },
    reload: loaded.reload,
    close: loaded.close,
  };
}

interface InUse extends IdentityFiles {
  readonly context: SecureContext;
  readonly warnings: readonly FileProblem[];
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
): Promise<Loaded<readonly InUse[]>> {
  const kept: FileProblem[] = [];
  const inUse: InUse[] = [];
  for (const [place, identity] of identities.entries()) {
    const before = current?.[place];
    try {
      inUse.push(await loadOne(identity, before));
    } catch (error) {
      if (!(error instanceof LoadError)) throw error;
      kept.push(...error.problems);
      if (before) inUse.push(before);
    }
  }
  const isSame = current !== undefined && inUse.every((each, place) => each === current[place]);
  return {
    value: isSame ? current : inUse,
    kept,
    warnings: inUse.flatMap((each) => (current?.includes(each) ? [] : each.warnings)),
  };
}

async function loadOne(identity: LocalIdentity, before: InUse | undefined): Promise<InUse> {
  const files = await readIdentityFiles(identity);
  const isSame = before && files.certificate.equals(before.certificate) && files.key.equals(before.key);
  return isSame ? before : { ...files, ...(await useIdentity(files)) };
}
