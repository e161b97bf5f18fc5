import type { Location } from '../findings/finding.ts';
import type { CertificateStoreName } from '../findings/requirements.ts';
import { compareNames } from '../plan/compare-names.ts';
import type { PeerMatch } from '../plan/match-peer.ts';
import { unplannedClientRequest, type PeerPlan, type Plan, type RequestPlan } from '../plan/plan.ts';
import { hasClientStore } from '../product/release.ts';
import { hasUsage, type Presented } from '../rules/profile/presented.ts';
import { altNameKey } from '../san/required.ts';

/** Into which store of an Expressway something goes, and what speaks against it. */
export interface Destination {
  readonly store: CertificateStoreName;
  /** A file of it that is called after the other store than the one that it was made for. */
  readonly misplaced?: Misplaced;
  /** The same certificate lies in a file of the server store and in one of the client store. */
  readonly isInBoth: boolean;
}

export interface Misplaced {
  readonly place: Location;
  readonly madeFor: CertificateStoreName;
  /** It lies in another file too, which is not called so. */
  readonly isCopy: boolean;
}

type Shown = Pick<Presented, 'names' | 'commonNames' | 'extendedKeyUsage'>;

/** A file in which a certificate lies. */
export interface PlacedCopy {
  readonly place: Location;
  /** The store that it is called after; undefined: after neither. */
  readonly calledAfter: CertificateStoreName | undefined;
}

export interface ToPlace extends Shown {
  /** The file that is judged first, then those of the same content. */
  readonly copies: readonly PlacedCopy[];
  readonly match: PeerMatch | undefined;
  /** The store for whose request its key was made, where that is known. */
  readonly storeOfKey: CertificateStoreName | undefined;
  /** Who signed it. */
  readonly ca?: 'public' | 'private';
}

/**
 * Before X15.5 there is one store. From then on its key says for which one it was issued, whatever the CA put into it;
 * else its file does, else what it is for, else what it is like.
 */
export function destinationOf(toPlace: ToPlace, plan: Plan | undefined): Destination {
  const { copies, match, storeOfKey } = toPlace;
  const peer = match && ('peer' in match ? match.peer : match.couldBe[0]);
  const release = peer?.release ?? plan?.deployment.release;
  if (release === undefined || !hasClientStore(release)) return { store: 'server', isInBoth: false };
  const own = peer && plan && requestsOf(peer, plan);
  const called = new Set(copies.map(({ calledAfter }) => calledAfter));
  const isCopied = called.has('client') && called.size > 1;
  // Nobody plans a certificate of its own for the client store: the server's may well be copied there.
  if (isCopied && !own && storeOfKey !== 'client') return { store: 'server', isInBoth: true };
  const [said, ...others] = [...called].filter((each) => each !== undefined);
  const made = storeOfKey ?? storeByUse(toPlace) ?? (own && storeByNames(toPlace, own));
  const isSaidOnce = others.length === 0;
  const store =
    storeOfKey ?? (isSaidOnce ? said : made) ?? made ?? (own && storeByLikeness(toPlace, own)) ?? 'server';
  const misplaced = misplacedAmong(copies, isSaidOnce ? made : store);
  return { store, ...(misplaced && { misplaced }), isInBoth: false };
}

function misplacedAmong(
  copies: readonly PlacedCopy[],
  madeFor: CertificateStoreName | undefined,
): Misplaced | undefined {
  const isElsewhere = ({ calledAfter }: PlacedCopy): boolean =>
    calledAfter !== undefined && calledAfter !== madeFor;
  const found = copies.find(isElsewhere);
  return madeFor && found && { place: found.place, madeFor, isCopy: !copies.every(isElsewhere) };
}

/**
 * The store that a request is for, where it tells: its file says so, else its usages; its names only where both usages are
 * planned for the client store, as a request for the server store that lacks most names looks like one for the client's.
 *
 * @param planned what is planned for both stores of its peer
 */
export function storeOfRequest(
  { names, extendedKeyUsage = [] }: Shown,
  calledAfter: CertificateStoreName | undefined,
  planned: OwnRequests | undefined,
): CertificateStoreName | undefined {
  if (calledAfter) return calledAfter;
  const asks = (usage: string): boolean => extendedKeyUsage.includes(usage);
  if (asks('serverAuth') !== asks('clientAuth')) return asks('clientAuth') ? 'client' : 'server';
  if (!planned) return undefined;
  if (!planned.client.request.extendedKeyUsage.includes('serverAuth'))
    return isSame(extendedKeyUsage, planned.server.request.extendedKeyUsage) ? 'server' : undefined;
  const strangers = ({ names: wanted }: RequestPlan): number => {
    const { missing, extra } = compareNames(wanted, names);
    return missing.length + extra.length;
  };
  const [asServer, asClient] = [strangers(planned.server), strangers(planned.client)];
  if (asServer === asClient) return undefined;
  return asClient < asServer ? 'client' : 'server';
}

/** What is planned for the two stores of one peer. */
export interface OwnRequests {
  readonly server: PeerPlan;
  readonly client: RequestPlan;
}

/** undefined: the deployment file plans no request for the client store. */
function requestsOf(server: PeerPlan, plan: Plan): OwnRequests | undefined {
  const client = clientRequestOf(plan, server);
  return client && { server, client };
}

/** Where none is planned for the client store, what one would be like. */
export function requestsOrUsual(server: PeerPlan, plan: Plan): OwnRequests | undefined {
  const client = clientRequestOf(plan, server) ?? unplannedClientRequest(server);
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
