import type { IssuedCertificate } from '../certificate/issued-certificate.ts';
import type { Location } from '../findings/finding.ts';
import type { Deployment } from '../deployment/model.ts';
import type { PeerMatch } from '../plan/match-peer.ts';
import type { Plan } from '../plan/plan.ts';
import { guessRole, isMetByNobody, type GuessedRole } from '../product/certificate-role.ts';
import { holderOf, issuersAmong } from '../x509/ca-or-server.ts';
import type { NodeKind, OtherProduct } from '../product/products.ts';
import { domainOf } from './domain-of.ts';
import type { PlaceFacts } from './facts.ts';
import {
  declaredFor,
  declaredNodes,
  declaredOtherSides,
  isNamedLikeList,
  type DeclaredNodes,
  type DeclaredOtherSide,
  type TrustListRole,
} from './file-roles.ts';
import type { Destination } from './store-of.ts';

/** A certificate with its place. */
export type CertificateThing = PlaceFacts;

/** A certificate as it was found. */
export interface FoundCertificate {
  readonly thing: CertificateThing;
  readonly issued: IssuedCertificate;
  /** Entry only where its file holds several things. */
  readonly place: Location;
}

/** Seems to be an Expressway's; `match` is undefined where there is no plan. */
export interface PeerCandidate extends FoundCertificate {
  readonly match: PeerMatch | undefined;
  readonly destination: Destination;
}

/** One of Unified CM, the IM and Presence Service or Unity Connection. */
export interface NodeCertificate extends FoundCertificate {
  readonly product: NodeKind | undefined;
  readonly role: GuessedRole | undefined;
}

/** For a domain of its own, in multitenant mode. */
export interface DomainCertificateFound extends FoundCertificate {
  readonly domain: string;
}

/** One of a product of which nothing is judged. */
export interface OtherSideCertificate extends FoundCertificate {
  readonly product: OtherProduct;
}

export interface FoundList {
  readonly file: string;
  /** Empty where nobody has said whose list it is. */
  readonly roles: readonly TrustListRole[];
  readonly entries: readonly FoundCertificate[];
}

export interface SortedCertificates {
  readonly peers: readonly PeerCandidate[];
  readonly nodes: readonly NodeCertificate[];
  /** By the deployment file those of other sides, or of connector hosts. */
  readonly others: readonly OtherSideCertificate[];
  readonly domains: readonly DomainCertificateFound[];
  readonly cas: readonly FoundCertificate[];
  readonly lists: readonly FoundList[];
  /** Certificates that were there already, in another file or again in the same. */
  readonly repeated: readonly FoundCertificate[];
}

export interface SortingRules {
  readonly plan: Plan | undefined;
  /** Empty where nobody has said whose list a file is. */
  rolesOf(path: string): readonly TrustListRole[];
  /** Somebody has said that the file is a list. */
  isCalledList(path: string): boolean;
  /** Its CAs are those of a partner in federation, and no list of ours. */
  isOfPartner(path: string): boolean;
  match(
    evidence: Pick<IssuedCertificate, 'names' | 'commonNames' | 'publicKeyHash'>,
    path: string,
  ): PeerMatch | undefined;
  /** @param copies all of it, the one that is judged first */
  destinationOf(
    issued: IssuedCertificate,
    copies: readonly FoundCertificate[],
    match: PeerMatch | undefined,
  ): Destination;
}

/** What each certificate is: by the role of its file, then by its own content. Cost grows with their number. */
export function sortCertificates(
  found: readonly FoundCertificate[],
  rules: SortingRules,
): SortedCertificates {
  const sorted = { peers: [], nodes: [], others: [], domains: [], cas: [], repeated: [] } as Mutable;
  const lists: FoundList[] = [];
  const others: FoundCertificate[] = [];
  const hasIssued = issuersAmong(found.map(({ issued }) => issued.certificate));
  const isCa = ({ issued: { certificate } }: FoundCertificate): boolean =>
    holderOf(certificate, hasIssued(certificate)) === 'CA';
  for (const [file, entries] of byFile(found)) {
    const roles = rules.rolesOf(file);
    if (
      rules.isCalledList(file) ||
      (isNamedLikeList(file) &&
        !rules.isOfPartner(file) &&
        entries.every((each) => isCa(each) || each.issued.isSelfSigned === true))
    ) {
      lists.push({ file, roles, entries });
      continue;
    }
    others.push(...entries);
  }
  const sides = rules.plan && declaredSides(rules.plan.deployment);
  for (const copies of byFingerprint(others)) {
    const nearest = copies.reduce((a, b) => (steps(b) < steps(a) ? b : a));
    sort(nearest, copies, rules, sides, sorted, isCa(nearest));
  }
  const judged = new Set(
    [...sorted.peers, ...sorted.nodes, ...sorted.others, ...sorted.domains, ...sorted.cas].map(
      ({ place }) => place,
    ),
  );
  sorted.repeated.push(...others.filter(({ place }) => !judged.has(place)));
  return { ...sorted, lists };
}

/** What the deployment file says of other products. */
interface DeclaredSides {
  readonly nodes: readonly DeclaredNodes[];
  readonly others: readonly DeclaredOtherSide[];
  /** In lower case. */
  readonly connectorHosts: ReadonlySet<string>;
}

const declaredSides = (deployment: Deployment): DeclaredSides => ({
  nodes: declaredNodes(deployment),
  others: declaredOtherSides(deployment),
  connectorHosts: new Set(
    deployment.connectorHosts.flatMap(({ peers }) => peers.map(({ name }) => name.toLowerCase())),
  ),
});

/** Of a certificate that is there several times, the nearest to an upload is judged: what is found about it is about its file too. */
function byFingerprint(found: readonly FoundCertificate[]): FoundCertificate[][] {
  const groups = new Map<string, FoundCertificate[]>();
  for (const each of found) {
    const group = groups.get(each.issued.fingerprint);
    if (group) group.push(each);
    else groups.set(each.issued.fingerprint, [each]);
  }
  return [...groups.values()];
}

/** How far it is from the PEM file with nothing else in it that an Expressway takes. */
const steps = ({ thing, place }: FoundCertificate): number =>
  (thing.container ? 4 : 0) + (thing.encoding === 'PEM' ? 0 : 2) + (place.entry === undefined ? 0 : 1);

interface Mutable {
  readonly peers: PeerCandidate[];
  readonly nodes: NodeCertificate[];
  readonly others: OtherSideCertificate[];
  readonly domains: DomainCertificateFound[];
  readonly cas: FoundCertificate[];
  readonly repeated: FoundCertificate[];
}

/** Whose it is, the place of any copy may say. */
function sort(
  found: FoundCertificate,
  copies: readonly FoundCertificate[],
  rules: SortingRules,
  sides: DeclaredSides | undefined,
  sorted: Mutable,
  isCa: boolean,
): void {
  const { issued } = found;
  const inOrder = [found, ...copies.filter((copy) => copy !== found)];
  const matches = inOrder.flatMap(({ thing }) => rules.match(issued, thing.path) ?? []);
  const match = matches.find(({ by }) => by !== 'none') ?? matches[0];
  const isPeers = match !== undefined && match.by !== 'none';
  const product = firstOf(inOrder, ({ thing }) => sides && declaredFor(thing.path, sides.nodes)?.kind);
  const role = firstOf(inOrder, ({ thing }) =>
    guessRole(thing.comment ?? thing.friendlyName, thing.path, issued.commonNames),
  );
  const other = isCa ? undefined : otherSide(inOrder, isPeers, sides);
  const isNodes = !isCa || (role !== undefined && isMetByNobody(role.role));
  const domain =
    isCa || match?.by === 'choice' || !rules.plan ? undefined : domainOf(issued, rules.plan.deployment);
  if (other) sorted.others.push({ ...found, product: other });
  else if (isNodes && (product || (role && !isPeers))) sorted.nodes.push({ ...found, product, role });
  else if (domain !== undefined) sorted.domains.push({ ...found, domain });
  else if (isCa && !(isPeers && issued.names.length > 0)) sorted.cas.push(found);
  else {
    const destination = rules.destinationOf(issued, inOrder, match);
    sorted.peers.push({ ...inOwnStore(inOrder, destination), match, destination });
  }
}

/** What is found is about the file to be uploaded, not about one that is called after the other store and as near to it. */
function inOwnStore([first, ...others]: readonly FoundCertificate[], { misplaced }: Destination) {
  const isMisplaced = misplaced?.isCopy === true && misplaced.place === first!.place;
  return (isMisplaced && others.find((each) => steps(each) === steps(first!))) || first!;
}

/** By `talksTo` the path says it, of a connector host its names do. */
function otherSide(
  copies: readonly FoundCertificate[],
  isPeers: boolean,
  sides: DeclaredSides | undefined,
): OtherProduct | undefined {
  if (!sides) return undefined;
  const byPath = firstOf(copies, ({ thing }) => declaredFor(thing.path, sides.others)?.product);
  if (byPath || isPeers) return byPath;
  const { names, commonNames } = copies[0]!.issued;
  const isHosts = [...names.map(({ value }) => value), ...commonNames].some((name) =>
    sides.connectorHosts.has(name.toLowerCase()),
  );
  return isHosts ? 'connectorHost' : undefined;
}

function firstOf<Item, Value>(
  list: readonly Item[],
  valueOf: (item: Item) => Value | undefined,
): Value | undefined {
  for (const item of list) {
    const value = valueOf(item);
    if (value !== undefined) return value;
  }
  return undefined;
}

function byFile(found: readonly FoundCertificate[]): Map<string, FoundCertificate[]> {
  const files = new Map<string, FoundCertificate[]>();
  for (const each of found) {
    const file = files.get(each.thing.path);
    if (file) file.push(each);
    else files.set(each.thing.path, [each]);
  }
  return files;
}
