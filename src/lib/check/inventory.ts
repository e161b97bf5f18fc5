import { issuedCertificate, type IssuedCertificate } from '../certificate/issued-certificate.ts';
import { keyIdentity } from '../csr/same-key.ts';
import { requestFacts, type RequestFacts } from '../csr/facts.ts';
import type { Deployment } from '../deployment/model.ts';
import { unsupportedCodes } from '../errors.ts';
import type { Location } from '../findings/finding.ts';
import type { PeerMatch } from '../plan/match-peer.ts';
import { planDeployment, findPeer, type Plan } from '../plan/plan.ts';
import type { SignatureStatus } from '../x509/signature.ts';
import { sameName } from '../x509/name.ts';
import { certificateOf, requestOf } from './decoded.ts';
import {
  signatureKey,
  type CheckFacts,
  type FileFacts,
  type ThingFacts,
  type ThingFactsOf,
  type UnreadFacts,
} from './facts.ts';
import {
  declaredLists,
  isIgnored,
  isPartnerFile,
  rolesByName,
  rolesOfFile,
  withReaders,
} from './file-roles.ts';
import type { JudgeOptions } from './options.ts';
import { PeerIndex } from './peer-index.ts';
import { destinationOf } from './store-of.ts';
import { storeNames } from './store-of-file.ts';
import { storesOfKeys } from './stores-of-keys.ts';
import {
  sortCertificates,
  type FoundCertificate,
  type SortedCertificates,
  type SortingRules,
} from './sort-certificates.ts';

export interface FoundRequest {
  readonly thing: ThingFactsOf<'certificate-request'>;
  readonly facts: RequestFacts;
  readonly place: Location;
}

/** Everything that was in the files, by what it is. */
export interface Inventory {
  readonly files: readonly FileFacts[];
  readonly plan: Plan | undefined;
  readonly index: PeerIndex | undefined;
  /** Every certificate, in the order of the files. */
  readonly found: readonly FoundCertificate[];
  readonly certificates: SortedCertificates;
  readonly requests: readonly FoundRequest[];
  readonly keys: readonly ThingFactsOf<'private-key'>[];
  /** Keys that are encrypted and were not opened; those for which a passphrase was tried are among the unread, too. */
  readonly lockedKeys: readonly UnreadFacts[];
  readonly crls: readonly ThingFactsOf<'crl'>[];
  readonly ocspResponses: readonly ThingFactsOf<'ocsp-response'>[];
  readonly ignored: readonly ThingFacts[];
  /** Files that the deployment file says are not to be looked at. */
  readonly ignoredFiles: readonly string[];
  readonly unread: readonly UnreadFacts[];
  readonly placeOf: PlaceOf;
  /** FQDNs of the peers that have a key of which a request or the manifest tells. */
  readonly keyOwners: ReadonlySet<string>;
}

export type PlaceOf = (thing: {
  readonly path: string;
  readonly entry: number;
  readonly line?: number;
}) => Location;

/**
 * Sorts what is in the files.
 *
 * @param signatures of certificates by themselves, as gatherSignatures() finds them among the things
 * @throws TypeError where `peer` is no peer of the deployment
 */
export function inventoryOf(
  { files: given }: CheckFacts,
  signatures: CheckFacts['signatures'],
  deployment: Deployment | undefined,
  { peer, manifest = [], trustLists = [], ...planOptions }: JudgeOptions,
): Inventory {
  const plan = deployment && planDeployment(deployment, planOptions);
  if (peer !== undefined && plan && !findPeer(plan, peer)) {
    throw new TypeError(`no peer of the deployment is called "${peer}"`);
  }
  const isLookedAt = ({ path }: { readonly path: string }): boolean =>
    !deployment || !isIgnored(path, deployment);
  const files = given.filter(isLookedAt);
  const all = files.flatMap(({ things }) => things).filter(isLookedAt);
  const unrecognised = files.flatMap(({ unread }) => unread).filter(isLookedAt);
  const inside = files.flatMap(({ things, unread }) => [...things, ...unread]);
  const things = <Kind extends ThingFacts['kind']>(kind: Kind) =>
    all.filter((thing): thing is ThingFactsOf<Kind> => thing.kind === kind);
  const placeOf = placer([...all, ...unrecognised]);
  const found = things('certificate').map((thing) => foundCertificate(thing, placeOf, signatures));
  const index = plan && new PeerIndex(plan);
  const requests = things('certificate-request').map((thing) => ({
    thing,
    place: placeOf(thing),
    facts: requestFacts(requestOf(thing), {
      signature: thing.signature,
      publicKeyHash: thing.publicKeyHash,
    }),
  }));
  const manifestOwners = new Map(manifest.map((owner) => [owner.publicKeyHash, owner.peer]));
  const pathsByKey = pathsOfKeys([...requests.map(({ thing }) => thing), ...things('private-key')]);
  const matchOf =
    (owners: ReadonlyMap<string, string>): SortingRules['match'] =>
    ({ names, commonNames, publicKeyHash }, path) => {
      const ownerOfKey = owners.get(publicKeyHash);
      return index?.match({
        names,
        commonNames,
        path,
        keyPaths: pathsByKey.get(publicKeyHash) ?? [],
        ...(peer !== undefined && { choice: peer }),
        ...(ownerOfKey !== undefined && { ownerOfKey }),
      });
    };
  const matchRequest = matchOf(manifestOwners);
  const owners = new Map([
    ...ownersByRequest(requests, ({ facts, thing }) => matchRequest(facts, thing.path)),
    ...manifestOwners,
  ]);
  const storesByKey = storesOfKeys(plan, {
    manifest,
    requests: requests.map((request) => ({
      ...request,
      match: matchRequest(request.facts, request.thing.path),
    })),
    keys: things('private-key'),
  });
  const names = storeNames(found.map(({ thing }) => thing.path));
  const declaredFiles = deployment ? declaredLists(deployment) : [];
  // What the caller says of a reader's list outranks the file.
  const declared = declaredFiles.filter(({ of }) => !trustLists.some((given) => given.of === of));
  return {
    files,
    plan,
    index,
    found,
    certificates: sortCertificates(found, {
      plan,
      rolesOf: (path) => {
        const given = rolesOfFile(path, trustLists);
        const roles = given.length === 0 ? rolesOfFile(path, declared) : withReaders(given, deployment);
        if (roles.length > 0 || !deployment) return roles;
        return rolesByName(path, deployment, [...trustLists, ...declaredFiles]);
      },
      isCalledList: (path) => rolesOfFile(path, [...trustLists, ...declaredFiles]).length > 0,
      isOfPartner: (path) => deployment !== undefined && isPartnerFile(path, deployment),
      match: matchOf(owners),
      destinationOf: (issued, copies, match) =>
        destinationOf(
          {
            ...issued,
            ...(issued.issuedBy.kind !== 'self-signed' && { ca: issued.issuedBy.kind }),
            copies: copies.map(({ thing, place }) => ({ place, calledAfter: names.storeOf(thing.path) })),
            match,
            storeOfKey: storesByKey.get(issued.publicKeyHash),
          },
          plan,
        ),
    }),
    requests,
    keys: things('private-key'),
    lockedKeys: unrecognised.filter(isLockedKey),
    crls: things('crl'),
    ocspResponses: things('ocsp-response'),
    ignored: things('ignored'),
    ignoredFiles: [
      ...new Set([...given, ...inside].filter((each) => !isLookedAt(each)).map(({ path }) => path)),
    ],
    unread: unrecognised.filter((part) => !(isLockedKey(part) && part.code === 'passphrase-needed')),
    placeOf,
    keyOwners: new Set(owners.values()),
  };
}

/** Where each key and its requests were found, by the hash of the public key. */
function pathsOfKeys(
  things: readonly { readonly path: string; readonly publicKeyHash?: string }[],
): Map<string, string[]> {
  const paths = new Map<string, string[]>();
  for (const { path, publicKeyHash } of things) {
    if (publicKeyHash === undefined) continue;
    paths.set(publicKeyHash, [...(paths.get(publicKeyHash) ?? []), path]);
  }
  return paths;
}

/** Whose keys are whose by the requests: a key with requests of several peers is nobody's. */
function ownersByRequest(
  requests: readonly FoundRequest[],
  match: (request: FoundRequest) => PeerMatch | undefined,
): Map<string, string> {
  const owners = new Map<string, Set<string>>();
  for (const request of requests) {
    const matched = match(request);
    // Whoever has not signed a request with its key need not have the key.
    if (!matched || matched.by === 'none' || request.facts.signature === 'invalid') continue;
    const { publicKeyHash } = request.facts;
    owners.set(publicKeyHash, (owners.get(publicKeyHash) ?? new Set()).add(matched.peer.peer));
  }
  return new Map(
    [...owners].flatMap(([key, [only, ...others]]) =>
      only !== undefined && others.length === 0 ? [[key, only] as const] : [],
    ),
  );
}

const isLockedKey = ({ kind, code }: UnreadFacts): boolean =>
  kind === 'encrypted-private-key' &&
  ['passphrase-needed', 'wrong-passphrase', ...unsupportedCodes].includes(code);

/** The number of a thing is said where its file holds several. */
function placer(things: readonly { readonly path: string }[]): PlaceOf {
  const counts = new Map<string, number>();
  for (const { path } of things) counts.set(path, (counts.get(path) ?? 0) + 1);
  return ({ path, entry, line }) => ({
    file: path,
    ...((counts.get(path) ?? 0) > 1 && { entry, ...(line !== undefined && { line }) }),
  });
}

function foundCertificate(
  thing: ThingFactsOf<'certificate'>,
  placeOf: PlaceOf,
  signatures: CheckFacts['signatures'],
): FoundCertificate {
  return { thing, place: placeOf(thing), issued: issuedOf(thing, signatures) };
}

function issuedOf(
  thing: ThingFactsOf<'certificate'>,
  signatures: CheckFacts['signatures'],
): IssuedCertificate {
  const { fingerprint, publicKeyHash } = thing;
  const certificate = certificateOf(thing);
  const own = signatures[signatureKey(fingerprint, publicKeyHash)];
  const isSelfSigned = sameName(certificate.subject, certificate.issuer) && signedByItself(own);
  return issuedCertificate(certificate, { fingerprint, publicKeyHash, isSelfSigned });
}

const signedByItself = (own: SignatureStatus | undefined): boolean | 'not checked' =>
  own === undefined || own === 'unsupported' ? 'not checked' : own === 'valid';

/** By the numbers of their key: one key can be written in several ways. */
export function requestsByKey(requests: readonly FoundRequest[]): Map<string, FoundRequest[]> {
  const known = new Map<string, FoundRequest[]>();
  for (const request of requests) {
    const key = keyIdentity(requestOf(request.thing).publicKey);
    const others = known.get(key);
    if (others) others.push(request);
    else known.set(key, [request]);
  }
  return known;
}
