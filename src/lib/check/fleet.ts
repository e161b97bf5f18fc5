import type { PeerCandidate } from './sort-certificates.ts';
import type { FleetFacts, FleetPeer } from '../rules/fleet/facts.ts';
import type { Inventory } from './inventory.ts';
import { inSteps } from './in-steps.ts';
import {
  chooseCurrent,
  judgeCertificate,
  type JudgedCertificate,
  type JudgingContext,
  type PeerCertificates,
} from './expressway-certificates.ts';

/** The peers of a deployment, each with its certificates. */
export interface Fleet {
  readonly peers: readonly { readonly plan: FleetPeer['plan']; readonly found: PeerCertificates }[];
  /** Certificates that fit no peer. */
  readonly strangers: readonly PeerCandidate[];
}

export function fleetOf({ plan, certificates }: Inventory): Fleet | undefined {
  if (!plan) return undefined;
  const byPeer = new Map<string, PeerCandidate[]>();
  const strangers: PeerCandidate[] = [];
  for (const candidate of certificates.peers) {
    const { match } = candidate;
    if (!match || match.by === 'none') strangers.push(candidate);
    else add(byPeer, match.peer.peer, candidate);
  }
  const peers = plan.peers.map((peer) => {
    return { plan: peer, found: chooseCurrent(byPeer.get(peer.peer) ?? [], peer.release) };
  });
  return { peers, strangers };
}

/** Judges the current certificates, peer by peer, then those that fit no peer. */
export async function judgeAll(
  fleet: Fleet | undefined,
  context: JudgingContext,
): Promise<{ judged: JudgedCertificate[]; older: PeerCandidate[] }> {
  const judged: JudgedCertificate[] = [];
  const older: PeerCandidate[] = [];
  for await (const { found } of inSteps(fleet?.peers ?? [], 'judging peers', context.options)) {
    const { server, client } = found;
    if (server) judged.push(await judgeCertificate(server, context, client !== undefined));
    if (client) judged.push(await judgeCertificate(client, context, true));
    older.push(...found.older);
  }
  const others = fleet?.strangers ?? context.inventory.certificates.peers;
  for await (const candidate of inSteps(others, 'judging certificates', context.options)) {
    judged.push(await judgeCertificate(candidate, context));
  }
  return { judged, older };
}

function add(byPeer: Map<string, PeerCandidate[]>, peer: string, candidate: PeerCandidate): void {
  const known = byPeer.get(peer);
  if (known) known.push(candidate);
  else byPeer.set(peer, [candidate]);
}

export function fleetFacts({ peers, strangers }: Fleet, { plan }: Inventory): FleetFacts {
  const couldHave = strangers.flatMap(({ match }) => (match?.by === 'none' ? match.couldBe : []));
  return {
    plan: plan!,
    couldHave: new Set(couldHave.map(({ peer }) => peer)),
    peers: peers.map(({ plan: peer, found: { server, older, client } }) => ({
      plan: peer,
      server,
      older,
      client,
    })),
  };
}
