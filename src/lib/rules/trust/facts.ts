import type { Location, Subject } from '../../findings/finding.ts';
import type { Requirement, Rows } from '../../findings/requirements.ts';
import type { Occurrence } from '../../findings/rule.ts';
import type { RevocationStatus } from '../../revocation/status.ts';
import type { JudgedEntry, TrustFacts } from '../../trust/facts.ts';
import type { TrustStoreKind } from '../../trust/reachable-entries.ts';
import { serialHex } from '../../x509/certificate.ts';
import { printName } from '../../x509/name.ts';

/** A certificate that the list must be able to verify. */
export interface NeededVerification {
  /** Its subject, as text. */
  readonly name: string;
  readonly place: Location;
  /** `unknown`: something could not be checked, such as an unusual signature algorithm. */
  readonly canBeVerified: 'yes' | 'no' | 'unknown';
  /** Subject of the CA that is not in the list, where that is the reason. */
  readonly missingIssuer: string | undefined;
  /** What is wrong with its path, where that is the reason. */
  readonly fault: string | undefined;
  /** What could not be found out, where it is not known. */
  readonly open?: string;
  /** Numbers of the entries that lead to it, where it can be verified. */
  readonly verifiedBy: readonly number[];
  /** undefined: no evidence was given. */
  readonly revocation: RevocationStatus | undefined;
}

/** What the rules of area trust/ judge: one list. */
export interface TrustListFacts {
  readonly list: TrustFacts;
  readonly subject: Subject;
  readonly store: TrustStoreKind;
  readonly needs: readonly NeededVerification[];
  /** Entries about which there is evidence; none without revocation lists or OCSP responses. */
  readonly revocation: readonly { readonly entry: JudgedEntry; readonly status: RevocationStatus }[];
  /** Whose verdicts rest on the list, and by which requirement. */
  readonly rests: readonly RestsOnList[];
  /** Time of judgement, milliseconds since 1970 UTC. */
  readonly at: number;
}

/** What rests on a list: of its reader, and of those whom the reader verifies. */
export interface RestsOnList {
  readonly requirement: ListRequirement;
  /** FQDNs of Expressway peers. */
  readonly peers: readonly string[];
}

export const listRequirements = [
  'own-list-verifies',
  'trusts-other-expressway',
  'trusted-by-other-expressway',
  'trusts-unified-cm',
  'trusted-by-unified-cm',
  'trusts-imp',
  'trusted-by-imp',
  'trusts-unity',
  'trusts-meeting-server',
  'trusts-webex',
  'trusted-from-outside',
] as const satisfies readonly Requirement[];
/** Requirements that rest on a trusted-CA list. */
export type ListRequirement = (typeof listRequirements)[number];

/** The rows of those for whom the requirement rests on the list. */
export const rowsOf =
  (requirement: ListRequirement) =>
  ({ rests }: TrustListFacts): Rows => ({
    peers: rests.filter((each) => each.requirement === requirement).flatMap(({ peers }) => peers),
  });

export function placeOf({ file, entry, line }: JudgedEntry): Location {
  return { file, entry, ...(line !== undefined && { line }) };
}

/** Values that name one entry to a reader. */
export type EntryDetail = {
  readonly file: string;
  readonly entry: number;
  readonly subject: string;
  readonly sha256: string;
  readonly serial: string;
  /** Days, in UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Empty where nobody said it. */
  readonly role: string;
  readonly roleGuessedFrom: string;
};

export function entryDetail({ file, entry, certificate, fingerprint, role }: JudgedEntry): EntryDetail {
  return {
    file,
    entry,
    subject: printName(certificate.subject),
    sha256: fingerprint,
    serial: serialHex(certificate.serialNumber),
    notBefore: dayText(certificate.notBefore),
    notAfter: dayText(certificate.notAfter),
    role: role?.role ?? '',
    roleGuessedFrom: role?.from ?? '',
  };
}

/** `entry 11 (CallManager, guessed from the comment)`: where it is and what it seems to be. */
export function entryText({ entry, ...rest }: EntryDetail): string {
  const role = roleText(rest);
  return role === '' ? `entry ${entry}` : `entry ${entry} (${role})`;
}

const roleText = ({ role, roleGuessedFrom }: Pick<EntryDetail, 'role' | 'roleGuessedFrom'>): string =>
  role && `${role}, guessed from the ${roleGuessedFrom}`;

/**
 * `entry 3 (tomcat, guessed from the comment; 2025-01-03 to 2030-01-02; SHA-256 B5:47:EF:C2:44:D5:C5:38…); …`: entries
 * with what people tell them apart by. Those that begin and end on the same days have their serial numbers instead.
 */
export function entriesApart(entries: readonly EntryDetail[]): string {
  const validity = ({ notBefore, notAfter }: EntryDetail) => `${notBefore} to ${notAfter}`;
  const haveOneValidity = new Set(entries.map(validity)).size === 1;
  const texts = entries.map((entry) => {
    const own = haveOneValidity ? `serial ${entry.serial}` : validity(entry);
    const marks = [roleText(entry), own, `SHA-256 ${entry.sha256.slice(0, shownOctets * 3 - 1)}…`];
    return `entry ${entry.entry} (${marks.filter(Boolean).join('; ')})`;
  });
  return bounded(texts, '; ');
}

/** The first few, and how many more. */
export function bounded(texts: readonly string[], separator = ', '): string {
  const more = texts.length - shownEntries;
  return more > 0
    ? `${texts.slice(0, shownEntries).join(separator)} and ${more} more`
    : texts.join(separator);
}

const shownEntries = 3;

/** Of a fingerprint: enough to tell certificates of one name apart, and to look the whole of it up. */
const shownOctets = 8;

/** A finding about one entry. */
export function aboutEntry(facts: TrustListFacts, entry: JudgedEntry): Occurrence<EntryDetail> {
  return { subject: facts.subject, detail: entryDetail(entry), locations: [placeOf(entry)] };
}

/** A finding about several entries together; the first in the list is the one an Expressway finds. */
export function aboutEntries(
  facts: TrustListFacts,
  entries: readonly JudgedEntry[],
): Occurrence<{ readonly entries: EntryDetail[] }> {
  return {
    subject: facts.subject,
    detail: { entries: entries.map(entryDetail) },
    locations: entries.map(placeOf),
  };
}

/** `2027-03-15` */
export const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);
