import { rule } from '../../findings/rule.ts';
import { linesText, listText } from '../../findings/words.ts';
import { altNameKey, altNameText, type AltName, type PlannedName } from '../../san/required.ts';
import { printName } from '../../x509/name.ts';
import {
  aboutPeers,
  byCluster,
  withCertificate,
  type FleetFacts,
  type PeerWithCertificate,
} from './facts.ts';

export const peersDiffer = rule({
  code: 'fleet/peers-differ',
  severity: 'warning',
  what: 'The certificates of the peers of one cluster differ in names, usages or issuer.',
  why: 'A service then works through one peer and fails through another, so that users see it fail now and then.',
  typical: 'One peer was renewed by another CA, or with an older request.',
  fix: ['Make the requests of all peers from one deployment file, and have one CA profile sign them.'],
  notHitBy: "a peer's own name and its additionalNames; a peer without a certificate",
  citations: [{ source: 'product', ref: 'clusters' }],
  bears: { nothing: 'What fails on a peer is said of the certificate of that peer.' },
  message: ({ differences }: { differences: string[] }) => `the peers differ: ${linesText(differences)}`,
  *check(facts: FleetFacts) {
    for (const peers of byCluster(withCertificate(facts))) {
      const differences = peers.length > 1 ? differencesOf(peers) : [];
      if (differences.length > 0) yield aboutPeers(peers, { differences });
    }
  },
});

function differencesOf(peers: readonly PeerWithCertificate[]): string[] {
  return [
    ...differentNames(peers),
    ...different(peers, 'extended key usage', ({ server }) =>
      server.issued.extendedKeyUsage ? [...server.issued.extendedKeyUsage].sort().join(', ') : 'none',
    ),
    ...different(peers, 'issuer', ({ server }) => printName(server.issued.certificate.issuer)),
  ];
}

/** Planned names that some have and some have not, the names of one peer alone aside. */
function differentNames(peers: readonly PeerWithCertificate[]): string[] {
  const [first] = peers;
  return first!.plan.names.filter(isShared).flatMap((name) => {
    const without = peers.filter(({ server }) => !has(server.issued.names, name));
    if (without.length === 0 || without.length === peers.length) return [];
    return [`${altNameText(name)} is not on ${listText(without.map(({ plan }) => plan.peer))}`];
  });
}

const isShared = ({ reasons }: PlannedName): boolean =>
  reasons.some(({ kind }) => kind !== 'peer' && kind !== 'additional');

const has = (names: readonly AltName[], name: PlannedName): boolean =>
  names.some((each) => altNameKey(each) === altNameKey(name));

function different(
  peers: readonly PeerWithCertificate[],
  what: string,
  textOf: (peer: PeerWithCertificate) => string,
): string[] {
  const texts = peers.map((peer) => `${textOf(peer)} on ${peer.plan.peer}`);
  return new Set(peers.map(textOf)).size > 1 ? [`${what} ${listText(texts)}`] : [];
}
