import type { RequestFacts } from '../csr/facts.ts';
import type { CertificateStoreName } from '../findings/requirements.ts';
import type { PeerMatch } from '../plan/match-peer.ts';
import type { Plan } from '../plan/plan.ts';
import type { KeyOwner } from './csr/options.ts';
import type { ThingFactsOf } from './facts.ts';
import { storeNames } from './store-of-file.ts';
import { requestsOrUsual, storeOfRequest } from './store-of.ts';

/** What tells for which store a key was made, the surest first. */
export interface KeySources {
  readonly manifest: readonly KeyOwner[];
  readonly requests: readonly {
    readonly thing: ThingFactsOf<'certificate-request'>;
    readonly facts: RequestFacts;
    readonly match: PeerMatch | undefined;
  }[];
  readonly keys: readonly ThingFactsOf<'private-key'>[];
}

type Told = readonly [publicKeyHash: string, store: CertificateStoreName];

/** By the hash of the public key: for which store's request it was made. A key of both tells nothing. */
export function storesOfKeys(
  plan: Plan | undefined,
  { manifest, requests, keys }: KeySources,
): ReadonlyMap<string, CertificateStoreName> {
  return new Map([
    ...certain(toldByKeys(keys)),
    ...certain(toldByRequests(plan, requests)),
    ...certain(manifest.map(({ publicKeyHash, store = 'server' }) => [publicKeyHash, store])),
  ]);
}

function toldByRequests(plan: Plan | undefined, requests: KeySources['requests']): Told[] {
  const names = storeNames(requests.map(({ thing }) => thing.path));
  return requests.flatMap(({ facts, thing, match }) => {
    // Whoever has not signed a request with its key need not have the key.
    if (facts.signature === 'invalid') return [];
    const planned = plan && match && 'peer' in match ? requestsOrUsual(match.peer, plan) : undefined;
    const store = storeOfRequest(facts, names.storeOf(thing.path), planned);
    return store ? [[facts.publicKeyHash, store] as const] : [];
  });
}

/** As `csr create` calls the two; the name of one alone may be anybody's. */
function toldByKeys(keys: KeySources['keys']): Told[] {
  const names = storeNames(keys.map(({ path }) => path));
  return keys.flatMap(({ path, publicKeyHash }) => {
    const store = names.storeInPair(path);
    return store && publicKeyHash !== undefined ? [[publicKeyHash, store] as const] : [];
  });
}

function certain(told: readonly Told[]): Told[] {
  const stores = new Map<string, Set<CertificateStoreName>>();
  for (const [key, store] of told) stores.set(key, (stores.get(key) ?? new Set()).add(store));
  return [...stores].flatMap(([key, [only, ...others]]) =>
    only && others.length === 0 ? [[key, only] as const] : [],
  );
}
