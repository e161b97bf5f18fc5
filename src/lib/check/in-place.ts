import { calledAfter } from '../plan/match-peer.ts';
import type { PeerPlan } from '../plan/plan.ts';
import type { OtherFileInPlace } from '../rules/fleet/facts.ts';
import { holderOf } from '../x509/ca-or-server.ts';
import { printName } from '../x509/name.ts';
import type { FoundRequest, Inventory } from './inventory.ts';
import type { FoundCertificate, PeerCandidate } from './sort-certificates.ts';

/** CAs and certificates of other peers in a file that is called after the peer, and requests of the peer in a file that is called as answers of CAs are. */
export function inPlaceOf(peer: PeerPlan, { certificates, requests, index }: Inventory): OtherFileInPlace[] {
  const isPeers = ({ facts, thing }: FoundRequest): boolean => {
    const match = index?.match({ ...facts, path: thing.path });
    return match !== undefined && match.by !== 'none' && match.peer === peer;
  };
  const isCalled = ({ thing }: FoundCertificate): boolean => calledAfter(thing.path, [peer]).length > 0;
  const owners = ownersOf(certificates.peers);
  return [
    ...[...certificates.peers, ...certificates.repeated].flatMap((found) => {
      const owner = owners.get(found.issued.fingerprint);
      if (owner === undefined || owner === peer || !isCalled(found)) return [];
      return calledAfter(found.thing.path, [owner]).length > 0
        ? []
        : [{ peer, place: found.place, holds: 'certificate' as const, subject: owner.peer }];
    }),
    ...[...certificates.cas, ...certificates.repeated.filter(isCa)]
      .filter(isCalled)
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

/** By fingerprint, where one peer alone can be meant. */
const ownersOf = (candidates: readonly PeerCandidate[]): ReadonlyMap<string, PeerPlan> =>
  new Map(
    candidates.flatMap(({ issued, match }) =>
      match && 'peer' in match ? [[issued.fingerprint, match.peer] as const] : [],
    ),
  );

const isCa = ({ issued }: FoundCertificate): boolean => holderOf(issued.certificate) === 'CA';

const isNamedLikeAnswer = (path: string): boolean => /\.(cer|crt|cert|p7b|p7c)$/i.test(path);
