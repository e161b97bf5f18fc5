import { altNameKey } from '../san/required.ts';
import { matchPeer, type PeerEvidence, type PeerMatch } from '../plan/match-peer.ts';
import type { PeerPlan, Plan } from '../plan/plan.ts';

/**
 * matchPeer() for many certificates: looks up who can fit at all, so that cost grows with certificates and not with
 * certificates times peers.
 */
export class PeerIndex {
  readonly #plan: Plan;
  readonly #byOwnName = new Map<string, PeerPlan[]>();
  readonly #byAnyName = new Map<string, PeerPlan[]>();

  constructor(plan: Plan) {
    this.#plan = plan;
    for (const peer of plan.peers) {
      add(this.#byOwnName, peer.peer.toLowerCase(), peer);
      add(this.#byAnyName, peer.commonName.toLowerCase(), peer);
      for (const name of peer.names) add(this.#byAnyName, altNameKey(name), peer);
    }
  }

  /** The same answer as matchPeer(). */
  match(evidence: PeerEvidence): PeerMatch {
    if (evidence.choice !== undefined) return matchPeer(this.#plan, evidence);
    const { ownerOfKey } = evidence;
    const owners = ownerOfKey === undefined ? [] : (this.#byOwnName.get(ownerOfKey.toLowerCase()) ?? []);
    const peers = owners.length > 0 ? owners : this.#candidates(evidence);
    return matchPeer({ ...this.#plan, peers }, evidence);
  }

  /** Peers in the order of the plan. A peer whose own name is there outranks all whose is not. */
  #candidates({ names, commonNames }: PeerEvidence): PeerPlan[] {
    const own = [
      ...names.filter(({ type }) => type === 'DNS').map(({ value }) => value.toLowerCase()),
      ...commonNames.map((name) => name.toLowerCase()),
    ];
    const named = gather(own, this.#byOwnName);
    if (named.size > 0) return [...named];
    const any = [...names.map(altNameKey), ...commonNames.map((name) => name.toLowerCase())];
    const sharing = gather(any, this.#byAnyName);
    return sharing.size > 0 ? this.#plan.peers.filter((peer) => sharing.has(peer)) : [];
  }
}

function add(index: Map<string, PeerPlan[]>, key: string, peer: PeerPlan): void {
  const peers = index.get(key);
  if (!peers) index.set(key, [peer]);
  else if (peers.at(-1) !== peer) peers.push(peer);
}

const gather = (keys: readonly string[], index: ReadonlyMap<string, readonly PeerPlan[]>): Set<PeerPlan> =>
  new Set(keys.flatMap((key) => index.get(key) ?? []));
