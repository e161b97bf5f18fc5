import { altNameKey, type AltName } from '../san/required.ts';
import { findPeer, type PeerPlan, type Plan, type RequestPlan } from './plan.ts';
import { withoutStore } from './request-name.ts';

/** Whose request or certificate this is. */
export type PeerMatch =
  /**
   * `choice`: the caller named the peer. `key`: a manifest or a request of the peer has the public key. `file`: its
   * names fit nobody, and its file is called after the peer, which has no other.
   */
  | { readonly by: 'choice' | 'key' | 'file'; readonly peer: PeerPlan }
  /** `alsoFits`: peers that it would do for as well, by their own names in it, though it was made for another. */
  | { readonly by: 'names'; readonly peer: PeerPlan; readonly alsoFits?: readonly PeerPlan[] }
  /** `couldBe`: peers that fit equally well; empty where none fits. `ofKey`: the one of them its key or a request is called after. */
  | { readonly by: 'none'; readonly couldBe: readonly PeerPlan[]; readonly ofKey?: PeerPlan };

export interface PeerEvidence {
  readonly names: readonly AltName[];
  readonly commonNames: readonly string[];
  /** FQDN of the peer, as the caller says. */
  readonly choice?: string;
  /** FQDN of the peer that has this key, as a manifest or a request of the peer says. */
  readonly ownerOfKey?: string;
  /** Where it was found: among peers that fit equally well, the one its file is called after. */
  readonly path?: string;
  /** Where its key and requests with its key were found: their files may be called after a peer where its own is not. */
  readonly keyPaths?: readonly string[];
}

/**
 * The peer of a plan that a request or certificate belongs to: the one named, else the owner of the key, else
 * the one whose names fit best.
 *
 * @throws TypeError where `choice` is no peer of the plan.
 */
export function matchPeer(plan: Plan, evidence: PeerEvidence): PeerMatch {
  const { choice, ownerOfKey } = evidence;
  if (choice !== undefined) {
    const peer = findPeer(plan, choice);
    if (!peer) throw new TypeError(`no peer of the deployment is called "${choice}"`);
    return { by: 'choice', peer };
  }
  const owner = ownerOfKey === undefined ? undefined : findPeer(plan, ownerOfKey);
  return owner ? { by: 'key', peer: owner } : matchByNames(plan, evidence);
}

interface Fit {
  readonly peer: PeerPlan;
  /** Compared from left to right: own name among the names, own name as CN, number of planned names there. */
  readonly rank: readonly number[];
  readonly isLikely: boolean;
}

function matchByNames(plan: Plan, evidence: PeerEvidence): PeerMatch {
  const there = new Set(evidence.names.map(altNameKey));
  const commonNames = new Set(evidence.commonNames.map((name) => name.toLowerCase()));
  const fits = plan.peers
    .map((peer) => fitOf(peer, there, commonNames))
    .filter(({ isLikely }) => isLikely)
    .sort(byRank);
  const best = fits.filter((fit) => byRank(fit, fits[0]!) === 0).map(({ peer }) => peer);
  const [first] = best;
  if (best.length === 1 && first) return { by: 'names', peer: first, ...alsoFits(first, fits, evidence) };
  const called = onlyCalled(best, [evidence.path]);
  if (called) return { by: 'names', peer: called };
  const ofKey = onlyCalled(best, evidence.keyPaths ?? []);
  return { by: 'none', couldBe: best, ...(ofKey && { ofKey }) };
}

function onlyCalled(
  peers: readonly PeerPlan[],
  paths: readonly (string | undefined)[],
): PeerPlan | undefined {
  const [only, ...others] = new Set(paths.flatMap((path) => calledAfter(path, peers)));
  return others.length === 0 ? only : undefined;
}

/** Whoever called its file after the one that fits best has said whose it is. */
function alsoFits(best: PeerPlan, fits: readonly Fit[], evidence: PeerEvidence) {
  if (calledAfter(evidence.path, [best]).length > 0) return {};
  const also = fits
    .map(({ peer }) => peer)
    .filter((peer) => peer !== best && nameClaimOf(peer, evidence) === 'own' && hasOwnName(peer, evidence));
  return also.length > 0 ? { alsoFits: also } : {};
}

const hasOwnName = ({ peer }: PeerPlan, { names }: PeerEvidence): boolean =>
  names.some((name) => altNameKey(name) === altNameKey({ type: 'DNS', value: peer }));

/** `issued/expe1.pem`, `expe1.example.com/server.pem`: peers whose whole or host name is in the path. */
export function calledAfter(path: string | undefined, peers: readonly PeerPlan[]): readonly PeerPlan[] {
  const parts = path
    ?.toLowerCase()
    .split(/[/\\!]|\.(?:pem|crt|cer|der|csr|p7b|p12|pfx|zip|txt|key|p8|req)\b/);
  const words = new Set(parts?.map(withoutStore));
  const isCalled = (name: string): boolean => words.has(name.toLowerCase());
  const byFqdn = peers.filter(({ peer }) => isCalled(peer));
  return byFqdn.length > 0 ? byFqdn : peers.filter(({ peer }) => isCalled(peer.split('.')[0]!));
}

function fitOf(peer: PeerPlan, there: ReadonlySet<string>, commonNames: ReadonlySet<string>): Fit {
  const { hasOwnName, isNamedByCn, hasClusterName, present } = namesInCommon(peer, there, commonNames);
  const isLikely = hasOwnName || isNamedByCn || hasClusterName || present.length * 2 >= peer.names.length;
  return { peer, rank: [Number(hasOwnName), Number(isNamedByCn), present.length], isLikely };
}

function namesInCommon(plan: RequestPlan, there: ReadonlySet<string>, commonNames: ReadonlySet<string>) {
  const present = plan.names.filter((name) => there.has(altNameKey(name)));
  return {
    hasOwnName: there.has(altNameKey({ type: 'DNS', value: plan.peer })),
    isNamedByCn: commonNames.has(plan.peer.toLowerCase()),
    // A domain that several clusters share says little; the cluster's own name, or most of the names, says enough.
    hasClusterName:
      present.some(({ reasons }) => reasons.some(({ kind }) => kind === 'cluster')) ||
      commonNames.has(plan.commonName.toLowerCase()),
    present,
  };
}

/**
 * What names say of whether something was made for a peer that it fits. `own`: all planned names, or a name that is the
 * peer's. `named`: such a name too, under the CN of somebody else. `shared`: no more than names that others have as well,
 * such as the domain.
 */
export type NameClaim = 'own' | 'named' | 'shared';

export function nameClaimOf(
  plan: RequestPlan,
  { names, commonNames }: Pick<PeerEvidence, 'names' | 'commonNames'>,
): NameClaim {
  const called = new Set(commonNames.map((name) => name.toLowerCase()));
  const common = namesInCommon(plan, new Set(names.map(altNameKey)), called);
  if (common.present.length === plan.names.length) return 'own';
  if (!common.hasOwnName && !common.isNamedByCn && !common.hasClusterName) return 'shared';
  const planned = [plan.peer, plan.commonName, ...plan.names.map(({ value }) => value)];
  const isOthers = called.size > 0 && !planned.some((name) => called.has(name.toLowerCase()));
  return isOthers ? 'named' : 'own';
}

/** The best fit first. */
function byRank(a: Fit, b: Fit): number {
  for (const [at, value] of a.rank.entries()) {
    const difference = b.rank[at]! - value;
    if (difference !== 0) return difference;
  }
  return 0;
}
