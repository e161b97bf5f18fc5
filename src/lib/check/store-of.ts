import type { CertificateStoreName } from '../findings/requirements.ts';
import type { PeerMatch } from '../plan/match-peer.ts';
import type { PeerPlan, Plan, RequestPlan } from '../plan/plan.ts';
import { isCalledClient } from '../plan/request-name.ts';
import { hasClientStore } from '../product/release.ts';
import { hasUsage, type Presented } from '../rules/profile/presented.ts';
import { altNameKey } from '../san/required.ts';

/** Into which store of an Expressway something goes, and what speaks against it. */
export interface Destination {
  readonly store: CertificateStoreName;
  /** The store that it was made for, where its file is called after the other one. */
  readonly madeFor?: CertificateStoreName;
  /** The same certificate lies in a file of the server store and in one of the client store. */
  readonly isInBoth: boolean;
}

type Shown = Pick<Presented, 'names' | 'commonNames' | 'extendedKeyUsage'>;

export interface ToPlace extends Shown {
  /** Where it lies, a copy of it too. */
  readonly paths: readonly string[];
  readonly match: PeerMatch | undefined;
  /** The store for which a request with its key was made, where there is one that tells it. */
  readonly storeOfKey?: CertificateStoreName | undefined;
  /** Who signed it; absent for a request. */
  readonly ca?: 'public' | 'private';
}

/** `server.pem` and no host of that name. */
const isServerFile = (path: string): boolean => /(^|[._-])server\.(pem|crt|cer|der)$/i.test(baseName(path));

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Before X15.5 there is one store. From then on the file says it, else what the certificate is for, else what it is like. */
export function destinationOf(toPlace: ToPlace, plan: Plan | undefined): Destination {
  const { paths, match } = toPlace;
  const peer = match && ('peer' in match ? match.peer : match.couldBe[0]);
  const release = peer?.release ?? plan?.deployment.release;
  if (release === undefined || !hasClientStore(release)) return { store: 'server', isInBoth: false };
  const called = paths.map(isCalledClient);
  if (called.includes(true) && called.includes(false)) return { store: 'server', isInBoth: true };
  const said = called.includes(true) ? 'client' : paths.some(isServerFile) ? 'server' : undefined;
  const own = peer && plan && requestsOf(peer, plan);
  const made = storeByUse(toPlace) ?? toPlace.storeOfKey ?? (own && storeByNames(toPlace, own));
  const store = said ?? made ?? (own && storeByLikeness(toPlace, own)) ?? 'server';
  return { store, ...(made && made !== store && { madeFor: made }), isInBoth: false };
}

/** The store that a request is for, where it tells: by its file, or by its usages. */
export const storeOfRequest = (request: Shown, path: string): CertificateStoreName | undefined =>
  isCalledClient(path) ? 'client' : storeByUse(request);

interface OwnRequests {
  readonly server: PeerPlan;
  readonly client: RequestPlan;
}

/** undefined: the deployment file plans no request for the client store. */
function requestsOf(server: PeerPlan, plan: Plan): OwnRequests | undefined {
  const client = clientRequestOf(plan, server);
  return client && { server, client };
}

/** The request planned for the client store of a peer. */
export const clientRequestOf = ({ requests }: Plan, { peer }: Pick<PeerPlan, 'peer'>) =>
  requests.find((each) => each.store === 'client' && each.peer === peer);

/** What may not serve is for the client's. */
const storeByUse = (shown: Shown): CertificateStoreName | undefined =>
  hasUsage(shown, 'serverAuth') ? undefined : 'client';

/** Names that are planned for the server store alone, and all of them there. */
function storeByNames(
  { names, extendedKeyUsage }: Shown,
  { server, client }: OwnRequests,
): CertificateStoreName | undefined {
  const there = new Set(names.map(altNameKey));
  const ofClient = new Set(client.names.map(altNameKey));
  const hasMore = server.names.some((name) => !ofClient.has(altNameKey(name)));
  const isWhole = server.names.every((name) => there.has(altNameKey(name)));
  return hasMore && isWhole && hasUsage({ extendedKeyUsage }, 'serverAuth') ? 'server' : undefined;
}

/** Where two requests are planned: the one that it has more in common with. */
function storeByLikeness(
  toPlace: ToPlace,
  { server, client }: OwnRequests,
): CertificateStoreName | undefined {
  const [asServer, asClient] = [likeness(toPlace, server), likeness(toPlace, client)];
  if (asServer === asClient) return undefined;
  return asClient > asServer ? 'client' : 'server';
}

function likeness({ names, commonNames, extendedKeyUsage = [], ca }: ToPlace, plan: RequestPlan): number {
  const facets = [
    isSame(names.map(altNameKey), plan.names.map(altNameKey)),
    commonNames.some((name) => name.toLowerCase() === plan.commonName.toLowerCase()),
    isSame(extendedKeyUsage, plan.request.extendedKeyUsage),
    ca === plan.ca,
  ];
  return facets.filter(Boolean).length;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.every((each) => b.includes(each)) && b.every((each) => a.includes(each));
