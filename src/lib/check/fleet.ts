import type { FoundCertificate, PeerCandidate } from './sort-certificates.ts';
import type { CertificateStoreName } from '../findings/requirements.ts';
import { assignCertificates, type AssignedHow, type Assignment } from '../plan/assign-certificates.ts';
import { productByPath, type OtherProduct } from '../product/products.ts';
import type { PeerPlan } from '../plan/plan.ts';
import type { FleetFacts, FleetPeer, OtherFileInPlace } from '../rules/fleet/facts.ts';
import { holderOf } from '../x509/ca-or-server.ts';
import { printName } from '../x509/name.ts';
import type { FoundRequest, Inventory } from './inventory.ts';
import { calledAfter } from '../plan/match-peer.ts';
import { inSteps } from './in-steps.ts';
import {
  chooseCurrent,
  judgeCertificate,
  judgeNext,
  storeOf,
  type JudgedCertificate,
  type JudgingContext,
  type NextCertificate,
  type PeerCertificates,
} from './expressway-certificates.ts';

/** A peer of a deployment with its certificates. */
export interface PeerOfFleet {
  readonly plan: FleetPeer['plan'];
  readonly found: PeerCertificates;
  /** How it came to the certificate of its server store; undefined: it has none. */
  readonly how: AssignedHow | undefined;
  /** Where that is undecided: those that it may be. */
  readonly mayHave: readonly PeerCandidate[];
}

export interface Fleet {
  readonly peers: readonly PeerOfFleet[];
  /** Certificates that fit no peer, or several of which nobody knows whose they are. */
  readonly strangers: readonly PeerCandidate[];
  /** Certificates of other products: they fit no peer, and no peer waits for one, or their path says so. */
  readonly others: readonly OtherCertificate[];
}

export interface OtherCertificate extends PeerCandidate {
  readonly product: OtherProduct;
}

export function fleetOf({ plan, certificates }: Inventory, at: number): Fleet | undefined {
  if (!plan) return undefined;
  const inStore = (store: CertificateStoreName) =>
    assignCertificates(
      plan,
      certificates.peers.filter((each) => storeOf(each, plan.deployment.release) === store),
    );
  const [server, client] = [inStore('server'), inStore('client')];
  const peers = plan.peers.map((peer): PeerOfFleet => {
    const [own, ownClient] = [server.byPeer.get(peer.peer), client.byPeer.get(peer.peer)];
    return {
      plan: peer,
      found: chooseCurrent([...decided(peer, own), ...decided(peer, ownClient)], peer.release, at),
      how: own?.how,
      mayHave: own?.how === 'undecided' ? own.candidates : [],
    };
  });
  const undecided = [server, client].flatMap(({ byPeer }) =>
    [...byPeer.values()].flatMap(({ how, candidates }) => (how === 'undecided' ? candidates : [])),
  );
  const rest = [...new Set([...undecided, ...server.strangers, ...client.strangers])];
  const isNobodyWaiting = peers.every(({ how }) => how !== undefined);
  const others = rest.flatMap((each): OtherCertificate[] => {
    const product = otherProductOf(each, isNobodyWaiting);
    return product ? [{ ...each, product }] : [];
  });
  const isOther = new Set(others.map(({ place }) => place));
  return { peers, strangers: rest.filter(({ place }) => !isOther.has(place)), others };
}

function otherProductOf({ match, thing }: PeerCandidate, isNobodyWaiting: boolean): OtherProduct | undefined {
  if (match?.by !== 'none' || match.couldBe.length > 0) return undefined;
  return productByPath(thing.path) ?? (isNobodyWaiting ? 'other' : undefined);
}

/** What fitted several peers is judged as the certificate of the one that has it. */
const decided = (peer: PeerPlan, assignment: Assignment<PeerCandidate> | undefined): PeerCandidate[] =>
  !assignment || assignment.how === 'undecided'
    ? []
    : assignment.candidates.map((each) =>
        each.match?.by === 'none' ? { ...each, match: { by: 'names', peer } } : each,
      );

/** Judges the current certificates, peer by peer, then those that fit no peer. */
export async function judgeAll(
  fleet: Fleet | undefined,
  context: JudgingContext,
): Promise<{ judged: JudgedCertificate[]; older: PeerCandidate[]; next: NextCertificate[] }> {
  const judged: JudgedCertificate[] = [];
  const older: PeerCandidate[] = [];
  const next: NextCertificate[] = [];
  for await (const { found } of inSteps(fleet?.peers ?? [], 'judging peers', context.options)) {
    const { server, client } = found;
    if (server) judged.push(await judgeCertificate(server, context, client !== undefined));
    if (client) judged.push(await judgeCertificate(client, context, true));
    older.push(...found.older);
    for (const candidate of found.next) {
      next.push({ candidate, findings: await judgeNext(candidate, context) });
    }
  }
  const others = fleet?.strangers ?? context.inventory.certificates.peers;
  for await (const candidate of inSteps(others, 'judging certificates', context.options)) {
    judged.push(await judgeCertificate(candidate, context));
  }
  return { judged, older, next };
}

export function fleetFacts({ peers, strangers }: Fleet, inventory: Inventory): FleetFacts {
  const { plan } = inventory;
  const missing = peers.filter(({ how }) => how === undefined).map(({ plan: peer }) => peer);
  const couldHave = strangers.flatMap(({ match }) => (match?.by === 'none' ? match.couldBe : []));
  return {
    plan: plan!,
    couldHave: new Set(couldHave.map(({ peer }) => peer)),
    inPlace: missing.flatMap((peer) => inPlaceOf(peer, inventory)),
    peers: peers.map(({ plan: peer, found: { server, older, client }, how, mayHave }) => ({
      plan: peer,
      server,
      older,
      client,
      ...(how && { how }),
      mayHave,
    })),
  };
}

/** CAs in a file that is called after the peer, and requests of the peer in a file that is called as answers of CAs are. */
function inPlaceOf(peer: PeerPlan, { certificates, requests, index }: Inventory): OtherFileInPlace[] {
  const isPeers = ({ facts, thing }: FoundRequest): boolean => {
    const match = index?.match({ ...facts, path: thing.path });
    return match !== undefined && match.by !== 'none' && match.peer === peer;
  };
  return [
    ...[...certificates.cas, ...certificates.repeated.filter(isCa)]
      .filter(({ thing }) => calledAfter(thing.path, [peer]).length > 0)
      .map(({ place, issued: { certificate } }) => ({
        ...{ peer, place, holds: 'CA certificate' as const },
        subject: printName(certificate.subject),
      })),
    ...requests
      .filter((request) => isNamedLikeAnswer(request.thing.path) && isPeers(request))
      .map(({ place, facts }) => ({
        ...{ peer, place, holds: 'request' as const },
        subject: printName(facts.request.subject),
      })),
  ];
}

const isCa = ({ issued }: FoundCertificate): boolean => holderOf(issued.certificate) === 'CA';

const isNamedLikeAnswer = (path: string): boolean => /\.(cer|crt|cert|p7b|p7c)$/i.test(path);
