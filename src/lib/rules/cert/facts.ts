import type { RequestComparison } from '../../certificate/compare-request.ts';
import type { IssuedCertificate } from '../../certificate/issued-certificate.ts';
import { expiryDays, type ExpiryPolicy } from '../../deployment/expiry.ts';
import type { Service } from '../../deployment/model.ts';
import type { Detail, Location } from '../../findings/finding.ts';
import type { CertificateStoreName } from '../../findings/requirements.ts';
import type { Bears, Occurrence } from '../../findings/rule.ts';
import { countText } from '../../findings/words.ts';
import type { Armour } from '../../formats/armour.ts';
import { isOptional } from '../../plan/name-advice.ts';
import type { CertificateUse, GuessedRole } from '../../product/certificate-role.ts';
import { datedFacts, type DatedFacts } from '../../product/facts/dated-facts.ts';
import type { NodeKind } from '../../product/products.ts';
import { storeShownToOtherRole } from '../../product/release.ts';
import type { RevocationStatus } from '../../revocation/status.ts';
import { altNameKey, type AltName } from '../../san/required.ts';
import { about, servicesThatNeed, type NeededName, type ProfileFacts } from '../profile/facts.ts';

export { about, isForClientStore, releaseOf } from '../profile/facts.ts';

/** What the rules of area cert/ judge: one issued certificate of an Expressway, and what it is to be like. */
export interface PeerCertificateFacts extends ProfileFacts {
  readonly issued: IssuedCertificate;
  /** How its file writes it. */
  readonly encoding: 'PEM' | 'DER' | 'base64' | 'PKCS#7' | 'PKCS#12' | undefined;
  /** How its PEM block is written; undefined where it stands in none. */
  readonly armour: Armour | undefined;
  readonly store: CertificateStoreName;
  /** A file of it that is called after the other store than the one that it was made for. */
  readonly misplaced?: {
    readonly place: Location;
    readonly madeFor: CertificateStoreName;
    readonly isCopy: boolean;
  };
  /** The server certificate, as it was copied into the client store. */
  readonly isCopy?: boolean;
  /** Is there a certificate in the client store of the same peer? */
  readonly hasClientCertificate: boolean;
  readonly comparison: RequestComparison | undefined;
  readonly leftOut: readonly AltName[];
  /** A private key with its public key is at hand. */
  readonly isKeyAtHand: boolean;
  /** undefined: no revocation list was given. */
  readonly revocation: RevocationStatus | undefined;
  readonly policy: ExpiryPolicy;
  /** Time of judgement, milliseconds since 1970 UTC. */
  readonly at: number;
}

/** What is taken for true of CAs and releases. */
export const factsOf = ({ plan }: Pick<PeerCertificateFacts, 'plan'>): DatedFacts =>
  plan?.facts ?? datedFacts;

/** The private key is known to be held: it is at hand, or the manifest has it. */
export const isKeyHeld = ({ isKeyAtHand, isKeyInManifest }: PeerCertificateFacts): boolean =>
  isKeyAtHand || isKeyInManifest === true;

/** Until the deployment says what an additional name is for, it may be what other companies call this Expressway by. */
export const servicesOfUntoldNames: readonly Service[] = ['b2b'];

/** OpenSSL refuses the certificate itself, and with it each Expressway and product, whatever lists they have. */
export const refusedItself: Bears<PeerCertificateFacts, Detail> = [
  { requirement: 'chain-complete', effect: 'fails' },
  { requirement: 'own-list-verifies', effect: 'fails' },
  { requirement: 'trusted-by-other-expressway', effect: 'fails' },
  { requirement: 'trusts-other-expressway', effect: 'fails' },
  { requirement: 'trusted-by-unified-cm', effect: 'fails' },
  { requirement: 'trusted-by-imp', effect: 'fails' },
];

export const aboutRefused = <D extends Detail>(facts: PeerCertificateFacts, detail: D): Occurrence<D> => ({
  ...about(facts, detail),
  rowsOf: { 'trusts-other-expressway': { peers: peersThatMeet(facts) } },
});

/** Those of the other role, where it is what they are shown. */
function peersThatMeet({ plan, peer, store }: PeerCertificateFacts): string[] {
  if (!plan || !peer || store !== storeShownToOtherRole(peer.role, peer.release)) return [];
  return plan.peers.filter(({ role }) => role !== peer.role).map((other) => other.peer);
}

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

/** Names of the request that the CA left out although a service needs them; without a plan every name counts. */
export function lostAndNeeded({ leftOut, peer }: PeerCertificateFacts): readonly AltName[] {
  if (!peer) return leftOut;
  const needed = new Set(peer.names.filter((name) => !isOptional(name)).map(altNameKey));
  return leftOut.filter((name) => needed.has(altNameKey(name)));
}

/** The CA made it out to somebody else: one finding says so, and nothing else of it is worth a word. */
export const isMadeOutToOther = (facts: PeerCertificateFacts): boolean =>
  facts.comparison?.hasNothingOfIt === true && lostAndNeeded(facts).length > 0;

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
export function lifetimeDays({ certificate }: Pick<IssuedCertificate, 'certificate'>): number {
  return (certificate.notAfter - certificate.notBefore + 1000) / day;
}

/** Is its end near, and how near? No longer so when it is over. */
export function expiryOf({ issued, policy, at }: PeerCertificateFacts): {
  readonly urgency: 'warning' | 'error' | undefined;
  readonly ends: string;
  readonly days: number;
} {
  const { certificate } = issued;
  const left = (certificate.notAfter + 1000 - at) / day;
  const { warn, error } = expiryDays(policy, certificate);
  const urgency = left <= 0 ? undefined : left <= error ? 'error' : left <= warn ? 'warning' : undefined;
  return { urgency, ends: dayText(certificate.notAfter), days: Math.floor(left) };
}

export const daysText = (days: number): string => countText(days, 'day');

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
  /** Those of them that verify it, by their release or their TLS verify mode. */
  readonly verifyingPeers?: readonly string[];
  /** Names of the nodes of its product, as the deployment file lists them; none: nobody said. */
  readonly nodes?: readonly string[];
  /** Domains of the addresses on IM and Presence. */
  readonly presenceDomains?: readonly string[];
  /** Was a trusted-CA list of an Expressway-C there, which says whether it is trusted? */
  readonly isListAsked: boolean;
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
