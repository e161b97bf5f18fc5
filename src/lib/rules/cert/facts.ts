import type { RequestComparison } from '../../certificate/compare-request.ts';
import type { IssuedCertificate } from '../../certificate/issued-certificate.ts';
import type { Policy, Position, Service } from '../../deployment/model.ts';
import type { Detail, Location, Subject } from '../../findings/finding.ts';
import type { CertificateStoreName } from '../../findings/requirements.ts';
import type { Bears, Occurrence } from '../../findings/rule.ts';
import type { NameComparison, Rewritten } from '../../plan/compare-names.ts';
import type { PeerMatch } from '../../plan/match-peer.ts';
import { advisedName, isOptional, type AdvisedName } from '../../plan/name-advice.ts';
import type { PeerPlan, Plan } from '../../plan/plan.ts';
import type { RevocationStatus } from '../../revocation/status.ts';
import type { CertificateUse, GuessedRole } from '../../product/certificate-role.ts';
import type { NodeKind } from '../../product/products.ts';
import { altNameKey, altNameText, type AltName, type PlannedName } from '../../san/required.ts';

/** What the rules of area cert/ judge: one issued certificate of an Expressway, and what it is to be like. */
export interface PeerCertificateFacts {
  readonly issued: IssuedCertificate;
  /** Where it stands; undefined where it came as bytes without a name. */
  readonly place: Location | undefined;
  /** How its file writes it. */
  readonly encoding: 'PEM' | 'DER' | 'base64' | 'PKCS#7' | 'PKCS#12' | undefined;
  /** undefined: there is no deployment to compare with. */
  readonly plan: Plan | undefined;
  /** undefined exactly where `plan` is. */
  readonly match: PeerMatch | undefined;
  /** The peer matched. */
  readonly peer: PeerPlan | undefined;
  /** Its names beside those of the peer. */
  readonly names: NameComparison | undefined;
  readonly store: CertificateStoreName;
  /** Is a certificate for the client store of the same peer at hand? */
  readonly hasClientCertificate: boolean;
  /** The request it was made from, beside it; undefined: none is known. */
  readonly request: RequestComparison | undefined;
  /** A private key with its public key is at hand. */
  readonly isKeyAtHand: boolean;
  /** Does a manifest know the key? undefined: no manifest. */
  readonly isKeyInManifest: boolean | undefined;
  /** undefined: no revocation list was given. */
  readonly revocation: RevocationStatus | undefined;
  readonly policy: Pick<Policy, 'expiryWarnDays' | 'expiryErrorDays' | 'minRsaBits' | 'allowWildcard'>;
  /** Time of judgement, milliseconds since 1970 UTC. */
  readonly at: number;
}

/** Whom and which file a finding is about. */
export function subjectOf({ peer, place }: Pick<PeerCertificateFacts, 'peer' | 'place'>): Subject {
  return {
    ...(peer && { cluster: peer.cluster, peer: peer.peer }),
    ...(place && { file: place.file }),
  };
}

/** The certificate, and the line of the deployment file that asks for something else. */
export function placesOf(
  { place, plan }: Pick<PeerCertificateFacts, 'place' | 'plan'>,
  position?: Position,
): Location[] {
  return [
    ...(place ? [place] : []),
    ...(plan && position ? [{ file: plan.deployment.file, ...position }] : []),
  ];
}

/** A finding about the certificate, for the rows of the store that it goes into; `position` is what the plan says of it. */
export function about<D extends Detail>(
  facts: PeerCertificateFacts,
  detail: D,
  position?: Position,
): Occurrence<D> {
  const { store } = facts;
  return { subject: subjectOf(facts), detail, locations: placesOf(facts, position), rows: { store } };
}

/** The private key is known to be held: it is at hand, or the manifest has it. */
export const isKeyHeld = ({ isKeyAtHand, isKeyInManifest }: PeerCertificateFacts): boolean =>
  isKeyAtHand || isKeyInManifest === true;

/** A planned name with the services in use that need it. */
export type NeededName = AdvisedName & { readonly neededFor: readonly Service[] };

/** Its places are the certificate, and the line that asks for the name. */
export function aboutPlannedName(
  facts: PeerCertificateFacts,
  peer: PeerPlan,
  name: PlannedName,
): Occurrence<NeededName> {
  const detail = { ...advisedName(peer, name), neededFor: servicesThatNeed(name) };
  return about(facts, detail, name.reasons[0]?.position);
}

/** Until the deployment says what an additional name is for, it may be what other companies call this Expressway by. */
const servicesOfUntoldNames: readonly Service[] = ['b2b'];

/** A name that is not there, or not as anybody looks for it. */
export const bearsOnNames: Bears<PeerCertificateFacts, NeededName> = [
  { requirement: 'names-present', effect: 'fails', rows: (_, { neededFor }) => ({ services: neededFor }) },
  {
    requirement: 'names-present',
    effect: 'not known',
    services: servicesOfUntoldNames,
    when: (_, { neededFor }) => neededFor.length === 0,
  },
];

export const servicesThatNeed = ({ reasons }: PlannedName): Service[] => [
  ...new Set(reasons.flatMap(({ neededFor }) => neededFor)),
];

/** A planned name with what stands in its place. */
export type RewrittenName = NeededName & { readonly found: string };

export function* aboutRewritten(
  facts: PeerCertificateFacts,
  pairs: readonly Rewritten[],
): Iterable<Occurrence<RewrittenName>> {
  if (!facts.peer) return;
  for (const { planned, found } of pairs) {
    const occurrence = aboutPlannedName(facts, facts.peer, planned);
    yield { ...occurrence, detail: { ...occurrence.detail, found: altNameText(found) } };
  }
}

/** May the certificate be used for this? One that names no usage, or any, is restricted to none. */
export function mayServe({ issued }: PeerCertificateFacts, usage: 'serverAuth' | 'clientAuth'): boolean {
  const { extendedKeyUsage: usages } = issued;
  return usages === undefined || usages.includes(usage) || usages.includes('anyExtendedKeyUsage');
}

/** Names of the request that the CA left out although a service needs them; without a plan every name counts. */
export function lostAndNeeded({ request, peer }: PeerCertificateFacts): readonly AltName[] {
  if (!request?.hasSameKey) return [];
  if (!peer) return request.lostNames;
  const needed = new Set(peer.names.filter((name) => !isOptional(name)).map(altNameKey));
  return request.lostNames.filter((name) => needed.has(altNameKey(name)));
}

/** Services in use that need one of these names. */
export function servicesFor({ peer }: PeerCertificateFacts, names: readonly AltName[]): Service[] {
  const keys = new Set(names.map(altNameKey));
  const planned = peer?.names.filter((name) => keys.has(altNameKey(name))) ?? [];
  return [...new Set(planned.flatMap(servicesThatNeed))];
}

export const day = 86_400_000;

/** `2027-03-15` */
export const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Days from notBefore through notAfter, whose last second counts (Baseline Requirements 6.3.2). */
export function lifetimeDays({ certificate }: IssuedCertificate): number {
  return (certificate.notAfter - certificate.notBefore + 1000) / day;
}

export const daysText = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;

/** A certificate that an Expressway serves to others: not one for its client store. */
export const isServerCertificate = ({ store }: PeerCertificateFacts): boolean => store === 'server';

/** What the rules judge about a certificate of Unified CM, the IM and Presence Service or Unity Connection. */
export interface NodeCertificateFacts {
  readonly issued: IssuedCertificate;
  readonly place: Location | undefined;
  /** Taken from a file name or a comment: a guess, so what rests on it is no error. */
  readonly role: GuessedRole | undefined;
  /** From `talksTo` of the deployment file. */
  readonly product: NodeKind | undefined;
  /** For what an Expressway-C meets it; none: nothing that is wrong with it concerns an Expressway. */
  readonly uses: readonly CertificateUse[];
  /** FQDNs of the Expressway-C peers that meet it. */
  readonly peers: readonly string[];
  /** The request with the same key beside it. */
  readonly request: RequestComparison | undefined;
  /** undefined: no evidence was given. */
  readonly revocation: RevocationStatus | undefined;
  /** Services in use; none without a deployment. */
  readonly services: readonly Service[];
  /** Expressway release. */
  readonly release: string | undefined;
  /** Time of judgement, milliseconds since 1970 UTC. */
  readonly at: number;
}

export function aboutNode<D extends Detail>(
  { place, role, peers }: NodeCertificateFacts,
  detail: D,
): Occurrence<D & { readonly role: string }> {
  return {
    subject: place ? { file: place.file } : {},
    detail: { ...detail, role: role?.role ?? '' },
    locations: place ? [place] : [],
    rows: { peers },
  };
}

/** ` (CallManager, guessed from the file name)` would be too long in each message: the role alone. */
export const roleText = (role: string): string =>
  role === '' ? 'the certificate' : `the ${role} certificate`;
