import { calledAfter, type PeerMatch } from './match-peer.ts';
import type { PeerPlan, Plan } from './plan.ts';

/** A certificate as far as it matters whose it is. */
export interface Assignable {
  readonly match: PeerMatch | undefined;
  readonly issued: { readonly fingerprint: string };
  readonly thing: { readonly path: string };
}

/**
 * How a peer came to its certificates. `one`: they fit nobody else. `shared`: they are those of other peers too, and are
 * judged for each. `any`: several fit several peers, and the same is found whichever a peer has. `undecided`: several
 * fit several, and it matters which a peer has.
 */
export type AssignedHow = 'one' | 'shared' | 'any' | 'undecided';

export interface Assignment<C> {
  /** By fingerprint. Several of `one` are an older and a newer one; of `undecided`, those that it may be. */
  readonly candidates: readonly [C, ...C[]];
  readonly how: AssignedHow;
}

export interface Assignments<C> {
  /** By FQDN, in the order of the plan; a peer that nothing fits is not there. */
  readonly byPeer: ReadonlyMap<string, Assignment<C>>;
  /** Those that fit no peer, or only peers that have one. */
  readonly strangers: readonly C[];
}

/**
 * Which certificate belongs to which peer. What key, choice or names gave to one peer is that peer's, and so is, where
 * several fit it, the one whose key is called after it; what fits several
 * peers equally well goes to those that have none of their own; what was made for another and would do for a peer as
 * well goes to it too, if that waits for nothing else; what fits nobody to the peer that it is called after, if that has
 * none. The order of the candidates does not matter.
 *
 * @param isAwaited is a certificate of this peer still to come?
 */
export function assignCertificates<C extends Assignable>(
  { peers }: Plan,
  candidates: readonly C[],
  isAwaited: (peer: string) => boolean = () => false,
): Assignments<C> {
  const sorted = [...candidates].sort(byFingerprint);
  const own = new Map<string, C[]>();
  const fitting = new Map<string, C[]>();
  for (const candidate of sorted) {
    const { match } = candidate;
    if (match && match.by !== 'none') add(own, match.peer.peer, candidate);
    else for (const { peer } of match?.couldBe ?? []) add(fitting, peer, candidate);
  }
  for (const peer of own.keys()) fitting.delete(peer);
  for (const [peer, ofKey] of calledByKey(sorted, fitting)) {
    own.set(peer, ofKey);
    fitting.delete(peer);
    for (const [other, fit] of fitting)
      fitting.set(
        other,
        fit.filter((each) => !ofKey.includes(each)),
      );
  }
  const readers = countPeers(fitting);
  const also = new Map<string, C[]>();
  for (const candidate of sorted) {
    const { match } = candidate;
    if (match?.by !== 'names') continue;
    for (const { peer } of match.alsoFits ?? []) if (!isAwaited(peer)) add(also, peer, candidate);
  }
  const byPeer = new Map<string, Assignment<C>>();
  for (const { peer } of peers) {
    const owned = own.get(peer);
    const fit = fitting.get(peer);
    const made = also.get(peer);
    if (isSome(owned)) byPeer.set(peer, { candidates: owned, how: 'one' });
    else if (isSome(fit)) byPeer.set(peer, { candidates: fit, how: howShared(fit, readers) });
    else if (isSome(made)) byPeer.set(peer, { candidates: made, how: 'shared' });
  }
  for (const [peer, called] of calledAfterPeers(peers, without(sorted, byPeer), byPeer))
    byPeer.set(peer, { candidates: called, how: 'one' });
  return { byPeer, strangers: without(sorted, byPeer) };
}

/** Of several that fit a peer, those whose key or request is called after it. */
function calledByKey<C extends Assignable>(
  candidates: readonly C[],
  fitting: ReadonlyMap<string, readonly C[]>,
): Map<string, C[]> {
  const called = new Map<string, C[]>();
  for (const candidate of candidates) {
    const { match } = candidate;
    const peer = match?.by === 'none' ? match.ofKey?.peer : undefined;
    if (peer !== undefined && (fitting.get(peer)?.length ?? 0) > 1) add(called, peer, candidate);
  }
  return called;
}

/** Of those that fit nobody, by the peer without a certificate whose name is the name of their file. */
function calledAfterPeers<C extends Assignable>(
  peers: readonly PeerPlan[],
  candidates: readonly C[],
  byPeer: ReadonlyMap<string, unknown>,
): Map<string, [C, ...C[]]> {
  const waiting = peers.filter(({ peer }) => !byPeer.has(peer));
  const called = new Map<string, [C, ...C[]]>();
  for (const candidate of candidates) {
    const { match, thing } = candidate;
    if (match?.by !== 'none' || match.couldBe.length > 0) continue;
    const [only, ...others] = calledAfter(thing.path, waiting);
    if (!only || others.length > 0) continue;
    const known = called.get(only.peer);
    if (known) known.push(candidate);
    else called.set(only.peer, [candidate]);
  }
  return called;
}

/** One that nobody else is left for is a peer's own, however many others had a claim to it. */
function howShared<C>(fit: readonly C[], readers: ReadonlyMap<C, number>): AssignedHow {
  if (fit.every((candidate) => readers.get(candidate) === 1)) return 'one';
  return fit.length === 1 ? 'shared' : 'undecided';
}

/**
 * Decides what assignCertificates() left undecided, where it does not matter: peers for whom all their candidates come
 * to the same have one of them, each another as far as they go round.
 *
 * @param outcomeOf what judging the candidate for the peer comes to, as text; asked of what is undecided alone
 */
export function settleAssignments<C>(
  { byPeer, strangers }: Assignments<C>,
  outcomeOf: (peer: string, candidate: C) => string,
): Assignments<C> {
  const taken = new Map<C, number>();
  const settled = new Map<string, Assignment<C>>();
  for (const [peer, assignment] of byPeer) {
    const { candidates, how } = assignment;
    const outcomes =
      how === 'undecided' && new Set(candidates.map((candidate) => outcomeOf(peer, candidate)));
    if (!outcomes || outcomes.size > 1) {
      settled.set(peer, assignment);
      continue;
    }
    const count = (candidate: C): number => taken.get(candidate) ?? 0;
    const chosen = candidates.reduce((a, b) => (count(b) < count(a) ? b : a));
    taken.set(chosen, count(chosen) + 1);
    settled.set(peer, { candidates: [chosen], how: 'any' });
  }
  const spare = without(
    [...byPeer.values()].flatMap(({ candidates }) => candidates),
    settled,
  );
  return { byPeer: settled, strangers: [...strangers, ...new Set(spare)] };
}

function without<C>(all: readonly C[], byPeer: ReadonlyMap<string, Assignment<C>>): C[] {
  const assigned = new Set([...byPeer.values()].flatMap(({ candidates }) => candidates));
  return all.filter((candidate) => !assigned.has(candidate));
}

const byFingerprint = (a: Assignable, b: Assignable): number =>
  a.issued.fingerprint < b.issued.fingerprint ? -1 : a.issued.fingerprint > b.issued.fingerprint ? 1 : 0;

function countPeers<C>(fitting: ReadonlyMap<string, readonly C[]>): Map<C, number> {
  const counts = new Map<C, number>();
  for (const candidate of [...fitting.values()].flat())
    counts.set(candidate, (counts.get(candidate) ?? 0) + 1);
  return counts;
}

const isSome = <C>(list: readonly C[] | undefined): list is readonly [C, ...C[]] =>
  list !== undefined && list.length > 0;

function add<T>(groups: Map<string, T[]>, key: string, member: T): void {
  const group = groups.get(key);
  if (group) group.push(member);
  else groups.set(key, [member]);
}
