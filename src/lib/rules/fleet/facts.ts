import type { CertificateStoreName } from '../../findings/requirements.ts';
import { holdsFor, releaseFacts } from '../../product/release.ts';
import type { IssuedCertificate } from '../../certificate/issued-certificate.ts';

import type { Detail, Location } from '../../findings/finding.ts';
import type { Occurrence } from '../../findings/rule.ts';
import { counterpartsOf, isClientStoreCopied, type PeerPlan, type Plan } from '../../plan/plan.ts';

export interface PlacedCertificate {
  readonly issued: IssuedCertificate;
  readonly place: Location | undefined;
}

/** One of several of which nobody can say which it is. */
export interface UndecidedCertificate extends PlacedCertificate {
  readonly store: CertificateStoreName;
  /** Codes of the errors and warnings about it. */
  readonly faults: readonly string[];
}

/** One peer with what was found for it. */
export interface FleetPeer {
  readonly plan: PeerPlan;
  /** The newest server certificate; undefined: none was found. */
  readonly server: PlacedCertificate | undefined;
  /** Certificates of either store that began earlier than the current one. */
  readonly older: readonly PlacedCertificate[];
  /** Certificates that fit the peer, and less well than the current one, or as well. */
  readonly passedOver?: readonly PlacedCertificate[];
  /** Certificates of a store without a current one: they begin together, and what is found differs. */
  readonly tied?: readonly UndecidedCertificate[];
  readonly client: PlacedCertificate | undefined;
  /** Certificates of a store without a current one: they fit other peers as well, and what is found differs. */
  readonly mayHave?: readonly UndecidedCertificate[];
}

/** What the rules of area fleet/ judge: all peers together. */
export interface FleetFacts {
  readonly plan: Plan;
  /** In the order of the deployment file. */
  readonly peers: readonly FleetPeer[];
  /** Files that by their names hold the certificate of a peer that has none, and hold something else. */
  readonly inPlace?: readonly OtherFileInPlace[];
  readonly domainCertificates?: readonly DomainCertificateFacts[];
}

/** A domain of multitenant mode, with the certificates given for it. */
export interface DomainCertificateFacts {
  readonly cluster: string;
  readonly domain: string;
  /** Where the deployment file names it. */
  readonly declaredAt?: Location;
  readonly found: readonly {
    readonly issued: IssuedCertificate;
    readonly place: Location;
    /** In words; empty: it serves. */
    readonly faults: readonly string[];
  }[];
}

export interface OtherFileInPlace {
  readonly peer: PeerPlan;
  readonly place: Location;
  readonly holds: 'CA certificate' | 'request' | 'certificate';
  /** Its subject, as text; of a certificate the peer whose it is. */
  readonly subject: string;
}

export type PeerWithCertificate = FleetPeer & { readonly server: PlacedCertificate };

export const withCertificate = ({ peers }: FleetFacts): PeerWithCertificate[] =>
  peers.filter((peer): peer is PeerWithCertificate => peer.server !== undefined);

/** Peers with a certificate that have something of it in common, at least two each. */
export function sharing(
  facts: FleetFacts,
  whatOf: (certificate: IssuedCertificate) => string,
): PeerWithCertificate[][] {
  return [...grouped(withCertificate(facts), ({ server }) => whatOf(server.issued)).values()].filter(
    (peers) => peers.length > 1,
  );
}

/** Peers by cluster, in the order of the file. */
export function byCluster<P extends FleetPeer>(peers: readonly P[]): P[][] {
  return [...grouped(peers, ({ plan }) => plan.cluster).values()];
}

function grouped<P>(peers: readonly P[], keyOf: (peer: P) => string): Map<string, P[]> {
  const groups = new Map<string, P[]>();
  for (const peer of peers) {
    const key = keyOf(peer);
    const group = groups.get(key);
    if (group) group.push(peer);
    else groups.set(key, [peer]);
  }
  return groups;
}

/** Peers to which it shows the certificate of its server store. */
export const meetingServerStore = (plan: Plan, peer: string): readonly string[] =>
  isServerStoreShown(plan, peer) ? counterpartsOf(plan, peer) : [];

function isServerStoreShown(plan: Plan, fqdn: string): boolean {
  const peer = plan.peers.find((each) => each.peer === fqdn);
  if (!peer || !holdsFor(releaseFacts.separateClientStore, peer.release)) return true;
  return peer.role === 'E' || isClientStoreCopied(peer);
}

/** Of several certificates of a store, nobody can say which is the peer's or current. */
export const isUndecided = ({ tied = [], mayHave = [] }: FleetPeer, store: CertificateStoreName): boolean =>
  [...tied, ...mayHave].some((each) => each.store === store);

/** Of the peer's store, and of whoever meets what is in it. */
export const leavesOpenWhich = [
  {
    requirement: 'certificate-known',
    effect: 'not known',
    rows: (_: FleetFacts, { store }: { store: CertificateStoreName }) => ({ store }),
  },
  {
    requirement: 'trusts-other-expressway',
    effect: 'not known',
    rows: ({ plan }: FleetFacts, { peer, store }: { peer: string; store: CertificateStoreName }) => ({
      peers: store === 'server' ? meetingServerStore(plan, peer) : [],
    }),
  },
] as const;

/** The certificates of one store with what speaks against each. */
export const withFaults = (
  certificates: readonly UndecidedCertificate[],
  store: CertificateStoreName,
): string[] =>
  certificates
    .filter((each) => each.store === store)
    .map((each) => `${fileOf(each)} (${each.faults.join(', ') || 'no error or warning'})`)
    .sort();

/** How a certificate is called in a text. */
export const fileOf = ({ place, issued }: PlacedCertificate): string =>
  place?.file ?? `serial ${issued.serialNumber}`;

/** A finding about one peer. */
export function aboutPeer<D extends Detail>({ plan, server }: FleetPeer, detail: D): Occurrence<D> {
  const place = server?.place;
  return {
    subject: { cluster: plan.cluster, peer: plan.peer, ...(place && { file: place.file }) },
    detail,
    locations: place ? [place] : [],
  };
}

/** A finding about several; its subject is the cluster where they share one. */
export function aboutPeers<D extends Detail>(peers: readonly FleetPeer[], detail: D): Occurrence<D> {
  const clusters = new Set(peers.map(({ plan }) => plan.cluster));
  const [cluster] = clusters;
  return {
    subject: clusters.size === 1 && cluster !== undefined ? { cluster } : {},
    detail,
    locations: peers.flatMap(({ server }) => (server?.place ? [server.place] : [])),
  };
}
