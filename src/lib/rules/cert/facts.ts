import type { RequestComparison } from '../../certificate/compare-request.ts';
import type { IssuedCertificate } from '../../certificate/issued-certificate.ts';
import type { Policy, Position, Service } from '../../deployment/model.ts';
import type { Detail, Location, Subject } from '../../findings/finding.ts';
import type { Occurrence } from '../../findings/rule.ts';
import type { Armour } from '../../formats/armour.ts';
import type { NameComparison, Rewritten } from '../../plan/compare-names.ts';
import type { PeerMatch } from '../../plan/match-peer.ts';
import { advisedName, isOptional, type AdvisedName } from '../../plan/name-advice.ts';
import type { PeerPlan, Plan } from '../../plan/plan.ts';
import type { RevocationStatus } from '../../revocation/status.ts';
import type { GuessedRole } from '../../product/certificate-role.ts';
import { altNameKey, altNameText, type AltName, type PlannedName } from '../../san/required.ts';

/** Into which store of an Expressway the certificate goes; there is one store before X15.5. */
export type CertificateStoreName = 'server' | 'client';

/** What the rules of area cert/ judge: one issued certificate of an Expressway, and what it is to be like. */
export interface PeerCertificateFacts {
  readonly issued: IssuedCertificate;
  /** Where it stands; undefined where it came as bytes without a name. */
  readonly place: Location | undefined;
  /** How its file writes it. */
  readonly encoding: 'PEM' | 'DER' | 'base64' | 'PKCS#7' | 'PKCS#12' | undefined;
  /** How its PEM block is written; undefined where it stands in none. */
  readonly armour: Armour | undefined;
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

/** A finding about the certificate as a whole. */
export function about<D extends Detail>(facts: PeerCertificateFacts, detail: D): Occurrence<D> {
  return { subject: subjectOf(facts), detail, locations: placesOf(facts) };
}

/** A planned name with the services in use that need it. */
export type NeededName = AdvisedName & { readonly neededFor: readonly Service[] };

/** Its places are the certificate, and the line that asks for the name. */
export function aboutPlannedName(
  facts: PeerCertificateFacts,
  peer: PeerPlan,
  name: PlannedName,
): Occurrence<NeededName> {
  return {
    subject: subjectOf(facts),
    detail: { ...advisedName(peer, name), neededFor: servicesThatNeed(name) },
    locations: placesOf(facts, name.reasons[0]?.position),
  };
}

const servicesThatNeed = ({ reasons }: PlannedName): Service[] => [
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
  readonly product: 'unifiedCm' | 'imp' | 'unityConnection' | undefined;
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
  { place, role }: NodeCertificateFacts,
  detail: D,
): Occurrence<D & { readonly role: string }> {
  return {
    subject: place ? { file: place.file } : {},
    detail: { ...detail, role: role?.role ?? '' },
    locations: place ? [place] : [],
  };
}

/** ` (CallManager, guessed from the file name)` would be too long in each message: the role alone. */
export const roleText = (role: string): string =>
  role === '' ? 'the certificate' : `the ${role} certificate`;
