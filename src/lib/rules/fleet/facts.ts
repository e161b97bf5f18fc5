import { opensConnections } from '../../product/release.ts';
import type { IssuedCertificate } from '../../certificate/issued-certificate.ts';

import type { Detail, Location } from '../../findings/finding.ts';
import type { Occurrence } from '../../findings/rule.ts';
import type { AssignedHow } from '../../plan/assign-certificates.ts';
import type { PeerPlan, Plan } from '../../plan/plan.ts';

export interface PlacedCertificate {
  readonly issued: IssuedCertificate;
  readonly place: Location | undefined;
}

/** One peer with what was found for it. */
export interface FleetPeer {
  readonly plan: PeerPlan;
  /** The newest server certificate; undefined: none was found. */
  readonly server: PlacedCertificate | undefined;
  /** Certificates of either store that began earlier than the current one. */
  readonly older: readonly PlacedCertificate[];
  /** Certificates of either store that began with the current one and were not judged. */
  readonly equallyNew?: readonly PlacedCertificate[];
  readonly client: PlacedCertificate | undefined;
  /** How it came to its server certificate; absent: it has none. */
  readonly how?: AssignedHow;
  /** Where that is undecided: those that it may be. */
  readonly mayHave?: readonly PlacedCertificate[];
}

/** What the rules of area fleet/ judge: all peers together. */
export interface FleetFacts {
  readonly plan: Plan;
  /** In the order of the deployment file. */
  readonly peers: readonly FleetPeer[];
  /** FQDNs of peers that some certificate fits as well as others: whose it is, is open. */
  readonly couldHave: ReadonlySet<string>;
  /** Files that by their names hold the certificate of a peer that has none, and hold something else. */
  readonly inPlace?: readonly OtherFileInPlace[];
}

export interface OtherFileInPlace {
  readonly peer: PeerPlan;
  readonly place: Location;
  readonly holds: 'CA certificate' | 'request';
  /** Its subject, as text. */
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

/** A service in use makes it open connections, for which it shows the certificate of the client store. */
export const opensAnyConnection = ({ plan: { role } }: FleetPeer, { services }: Plan): boolean =>
  services.some((service) => opensConnections(role, service));

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

/** Files, or where there is none serial numbers. */
export const textsOf = (certificates: readonly PlacedCertificate[]): string[] =>
  certificates.map(({ place, issued }) => place?.file ?? `serial ${issued.serialNumber}`);

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
