import type { NodeKind } from '../../product/products.ts';
import type { CertificateStoreName, Requirement } from '../../findings/requirements.ts';
import type { Cluster, Role } from '../../deployment/model.ts';
import type { ProductTrustStore } from '../../product/trust-stores.ts';
import type { Detail, Location, Subject } from '../../findings/finding.ts';
import type { Occurrence } from '../../findings/rule.ts';

/** Is there a good path from the certificate to a root, as the appliance judges? */
export type PathAnswer = TrustedPath | IssuerMissing | BrokenPath | PathNotChecked;

export interface TrustedPath {
  readonly result: 'trusted';
  /** Subjects from the certificate to the root. */
  readonly path: readonly string[];
  /** The certificate of the path that ends first, itself included. */
  readonly ends: PathEnd;
  /** What it, or a CA of the path, may not be used for; empty: for both. */
  readonly refusedAs: { readonly server?: UsageRefusal; readonly client?: UsageRefusal };
}

export interface PathEnd {
  /** Milliseconds since 1970. */
  readonly notAfter: number;
  readonly subject: string;
  /** Counted from the certificate, 0. */
  readonly position: number;
}

/** The first certificate of a path, from the certificate up, that rules out a use. */
export interface UsageRefusal {
  readonly subject: string;
  readonly position: number;
  /** The extension that does. */
  readonly kind: 'extended key usage' | 'key usage' | 'certificate type';
  /** What it allows instead. */
  readonly found: readonly string[];
}

/** Nobody there has issued `of`; `missingIssuer` is its issuer. */
export interface IssuerMissing {
  readonly result: 'issuer missing';
  readonly missingIssuer: string;
  readonly of: string;
}

/**
 * What is wrong with a path. The dates of the certificate itself, its revocation and all usages are judged apart:
 * each fault counts once.
 */
export type PathFault =
  /** Of a CA. */
  | 'expired'
  | 'not-yet-valid'
  /** CAs with the name of the issuer are there, and none has the key that signed. */
  | 'other-key'
  | 'not-a-ca'
  | 'path-length'
  | 'name-constraints'
  | 'critical-extension'
  /** A part of a certificate cannot be decoded. */
  | 'malformed'
  | 'revoked'
  | 'strength'
  | 'policy'
  | 'other';

/** There is a path, and something is wrong with it. */
export interface BrokenPath {
  readonly result: 'broken';
  readonly fault: PathFault;
  /** A sentence without full stop. */
  readonly because: string;
  /** The certificate at fault. */
  readonly subject: string;
  /** Counted from the certificate, 0. */
  readonly position: number;
  /** `other-key`: key identifier of the issuer, as its child has it. */
  readonly wantedKey?: string;
  /** `other-key`: key identifiers of the CAs of that name. */
  readonly foundKeys?: readonly string[];
}

/**
 * Why there is no answer:
 * - `no-root`: nothing is there that a path could end at
 * - `signature`: its algorithm cannot be verified here
 * - `search-limit`: there are too many ways to look at all
 * - `malformed`: a part of a certificate is malformed, and it is not known whether OpenSSL takes it
 * - `searches-differ`: who takes all entries of the list finds a good path and who takes the first of each name does
 *   not, or the other way round. It is not known which the reader of the list does.
 */
export type UncheckedReason = 'no-root' | 'signature' | 'search-limit' | 'malformed' | 'searches-differ';

export interface PathNotChecked {
  readonly result: 'not checked';
  readonly why: UncheckedReason;
  readonly because: string;
}

/** A CA certificate that is at hand, with the place to fetch it from. */
export type CaAtHand = { readonly subject: string; readonly file: string };

/** Who reads a trusted-CA list. */
export type ListReader =
  | {
      readonly kind: 'expressway';
      /** undefined: the Expressways of that role, wherever they are. */
      readonly cluster: string | undefined;
      readonly role: Role;
      /** FQDNs of the peers that read it. */
      readonly peers: readonly string[];
      /** Of the list of one peer alone: its FQDN. */
      readonly peer?: string;
      /** Release of the cluster; absent: that of the deployment. */
      readonly release?: string;
      /** TLS verify mode of the cluster, towards each product. */
      readonly tlsVerify?: Cluster['tlsVerify'];
    }
  | {
      readonly kind: NodeKind | 'outside' | 'unknown';
      /** Which store of the product; absent: all that count. */
      readonly trustStore?: ProductTrustStore;
    };

/** What a trusted-CA list makes of the certificate. */
export interface ListAnswer {
  /** The file of the list. */
  readonly list: string;
  readonly reader: ListReader;
  readonly answer: PathAnswer;
  /** The same if the CAs that are at hand elsewhere came with the certificate. */
  readonly answerWithHelp: PathAnswer;
  /** CAs of the certificate's path that are at hand and not in the list. */
  readonly absent: readonly CaAtHand[];
  /** Places in the list, from 0, of what leads to the certificate; empty where nothing does. */
  readonly through: readonly number[];
}

export interface Bundle {
  /** Certificates in the file. */
  readonly certificates: number;
  readonly order: 'server certificate first' | 'root first' | 'in no order';
}

/** Which trust is asked of a certificate of another product. */
export type NodeRequirement = Extract<Requirement, 'trusts-unified-cm' | 'trusts-imp' | 'trusts-unity'>;

/** An Expressway's certificate, or one of Unified CM, the IM and Presence Service or Unity Connection. */
export type ChainOwner =
  | { readonly kind: 'peer'; readonly role: Role | undefined }
  | {
      readonly kind: 'node';
      /** undefined: no Expressway meets it, and nobody asks for its trust. */
      readonly requirement: NodeRequirement | undefined;
      /** Services in which an Expressway meets it; absent: all. */
      readonly services?: readonly string[];
      /** The ECDSA certificate beside an RSA one: whether the product shows it depends on its settings. */
      readonly isTwin?: boolean;
    };

/** What the rules of area chain/ judge: the way from one certificate up. */
export interface ChainFacts {
  readonly subject: Subject;
  readonly place: Location | undefined;
  /** Its subject, as text. */
  readonly name: string;
  /** Its own end, milliseconds since 1970. */
  readonly notAfter: number;
  readonly at: number;
  /** Days before an end from which on it is an error: those of the certificate's own end. */
  readonly expiryErrorDays: number;
  readonly of: ChainOwner;
  /** Of an Expressway's certificate. */
  readonly store: CertificateStoreName | undefined;
  /** Expressway release; undefined: no deployment. */
  readonly release: string | undefined;
  /** With every CA certificate at hand; undefined where the certificate is self-signed. */
  readonly toRoot: PathAnswer | undefined;
  /** What on that way RFC 5280 forbids and the appliance takes, in sentences. */
  readonly tolerated: readonly string[];
  /** The trusted-CA list of the Expressway that is to present the certificate. */
  readonly ownList: ListAnswer | undefined;
  /** Lists of those who are to trust the certificate. */
  readonly otherLists: readonly ListAnswer[];
  /** undefined: the certificate is alone in its file. */
  readonly bundle: Bundle | undefined;
}

/** The CA of the best path that ends before an Expressway's certificate, and whether its end is as near as to be an error. */
export function endOfCa(
  facts: ChainFacts,
): (EndOfCa & { readonly isImminent: boolean; readonly days: number }) | undefined {
  const path = facts.of.kind === 'peer' ? bestPath(facts) : undefined;
  if (!path || path.ends.position === 0) return undefined;
  const { notAfter, subject: ca } = path.ends;
  const [caEnds, certificateEnds] = [dayText(notAfter), dayText(facts.notAfter)];
  if (caEnds >= certificateEnds) return undefined;
  const left = (notAfter + 1000 - facts.at) / day;
  return {
    ...{ ca, caEnds, certificateEnds },
    isImminent: left <= facts.expiryErrorDays,
    days: Math.max(0, Math.floor(left)),
  };
}

export type EndOfCa = { readonly ca: string; readonly caEnds: string; readonly certificateEnds: string };

const day = 86_400_000;
const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** One list of revoked certificates. Times are milliseconds since 1970. */
export interface CrlFacts {
  readonly place: Location;
  /** As text. */
  readonly issuer: string;
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
  readonly at: number;
}

export function about<D extends Detail>({ subject, place, store }: ChainFacts, detail: D): Occurrence<D> {
  return { subject, detail, locations: place ? [place] : [], ...(store && { rows: { store } }) };
}

const productTexts = {
  unifiedCm: 'Unified CM',
  imp: 'IM and Presence',
  unityConnection: 'Unity Connection',
  outside: 'those outside',
};

/** `core`, `Unified CM`; undefined: nobody said. */
export function whose(reader: ListReader): string | undefined {
  if (reader.kind === 'expressway') return reader.peer ?? reader.cluster ?? `any Expressway-${reader.role}`;
  return reader.kind === 'unknown' ? undefined : productTexts[reader.kind];
}

/** Values that name a list and its reader. */
export type ListDetail = {
  readonly list: string;
  /** Empty where nobody said. */
  readonly whose: string;
  readonly reader: ListReader['kind'];
  /** Which store of the product, where somebody said it. */
  readonly trustStore?: ProductTrustStore;
};

export const listDetail = ({ list, reader }: ListAnswer): ListDetail => ({
  list,
  whose: whose(reader) ?? '',
  reader: reader.kind,
  ...(reader.kind !== 'expressway' && reader.trustStore && { trustStore: reader.trustStore }),
});

/** Files of the lists that a finding of this area speaks of. */
export const listsIn = ({ list, lists }: Detail): unknown[] => [
  list,
  ...(Array.isArray(lists) ? (lists as readonly Partial<ListDetail>[]).map((each) => each.list) : []),
];

/** `trust/core.pem of core`, `cucm/t.pem, tomcat-trust of Unified CM` */
export function listText({ list, whose: reader, trustStore }: ListDetail): string {
  if (trustStore !== undefined) return `${list}, ${trustStore}-trust of ${reader}`;
  return reader === '' ? list : `${list} of ${reader}`;
}

/** A whole path is at hand: revocation says nothing of which CAs it needs. */
export const leadsToRoot = (answer: PathAnswer): boolean =>
  answer.result === 'trusted' || (answer.result === 'broken' && answer.fault === 'revoked');

export const absentText = (absent: readonly CaAtHand[]): string =>
  absent.map(({ subject, file }) => `${subject} (in ${file})`).join(', ');

/** How a list fails that has every CA at hand of a path: it goes over another certificate of one of them. */
export type CrossedPath = {
  /** The CA whose certificate in the list leads elsewhere. */
  readonly crossed: string;
  readonly missingIssuer: string;
};

export const crossedPath = ({ of, missingIssuer }: IssuerMissing): CrossedPath => ({
  crossed: of,
  missingIssuer,
});

/** What is not in a list; where nothing is lacking, what leads it elsewhere. */
export const lackText = (
  where: string,
  { absent, crossed, missingIssuer }: CrossedPath & { readonly absent: readonly CaAtHand[] },
): string =>
  absent.length > 0
    ? `not in ${where}: ${absentText(absent)}`
    : `the certificate of "${crossed}" that is found first in ${where} leads to "${missingIssuer}", which is not there`;

/** undefined: CAs are lacking, and to upload them is what helps. */
export const uncross = (
  list: string,
  { absent, crossed, missingIssuer }: CrossedPath & { readonly absent: readonly CaAtHand[] },
): readonly string[] | undefined =>
  absent.length > 0
    ? undefined
    : [
        `Take the certificate of "${crossed}" that "${missingIssuer}" issued (a cross certificate) out of ${list}: its other certificate there leads to a root.`,
        `Or add the CA certificate of "${missingIssuer}" to ${list}.`,
      ];

/** The path that others are shown: over the Expressway's own list where that is good, else over all that is at hand. */
export function bestPath({ ownList, toRoot }: ChainFacts): TrustedPath | undefined {
  if (ownList?.answer.result === 'trusted') return ownList.answer;
  return toRoot?.result === 'trusted' ? toRoot : undefined;
}

/** Why a server with this path is refused; undefined: it is not, or nobody knows. */
export function reasonText(answer: PathAnswer): string | undefined {
  if (answer.result === 'issuer missing') return `"${answer.missingIssuer}" is not in it`;
  if (answer.result === 'broken') return answer.because;
  const refusal = answer.result === 'trusted' ? answer.refusedAs.server : undefined;
  return (
    refusal &&
    `"${refusal.subject}" is not for TLS servers: its ${refusal.kind} allows ${refusal.found.join(', ') || 'nothing'}`
  );
}
