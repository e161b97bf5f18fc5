import { DerReader } from '../asn1/der-reader.ts';
import { latin1Text } from '../asn1/strings.ts';
import { tag } from '../asn1/tags.ts';
import { isEarlyGeneralizedTime, readTime } from '../asn1/time.ts';
import { readIntegerOctets, skipIntegerOctets } from '../asn1/values.ts';
import type { RevocationReason } from './distribution-points.ts';
import { findExtension, readExtensions, type Extension } from './extensions.ts';
import type { GeneralName } from './general-name.ts';

/** One entry of a CRL (RFC 5280 5.3). */
export interface RevokedCertificate {
  /** Content octets of the INTEGER, as Certificate.serialNumber. */
  readonly serialNumber: Uint8Array;
  /** Milliseconds since 1970. */
  readonly revocationDate: number;
  /** reasonCode; undefined where the entry has none, which means unspecified. */
  readonly reason: RevocationReason | undefined;
  /**
   * Issuer of the certificate in an indirect CRL: from this entry or the nearest one before that names it
   * (RFC 5280 5.3.3); undefined: the issuer of the CRL.
   */
  readonly certificateIssuer: readonly GeneralName[] | undefined;
  readonly extensions: readonly Extension[];
}

/** The entries of a CRL: kept as bytes, decoded one by one when asked for. */
export interface RevokedCertificates extends Iterable<RevokedCertificate> {
  readonly count: number;
  /** Object identifiers of the critical extensions that any entry has. */
  readonly criticalExtensions: ReadonlySet<string>;
  /** Has an entry a GeneralizedTime before 2050, which RFC 5280 5.1.2.6 wants as UTCTime? */
  readonly hasEarlyGeneralizedTime: boolean;
  /** All entries with this serial number (content octets); the issuers of an indirect CRL may share one. */
  find(serialNumber: Uint8Array): readonly RevokedCertificate[];
  /** The entry at this place, 0 the first. Throws RangeError outside the list. */
  at(index: number): RevokedCertificate;
}

/** Entries read without a pause: some milliseconds of work. */
const slice = 2_000;

/**
 * Checks all entries of a list, and pauses now and then. The reader is the content of revokedCertificates, and keeps faults:
 * an entry of which one part breaks its rule revokes all the same.
 *
 * @param isIndexed prepare find() at once; else it is done when first asked
 */
export function* readRevokedCertificates(
  entries: DerReader,
  version: 1 | 2,
  isIndexed: boolean,
): Generator<undefined, RevokedCertificates> {
  const starts: number[] = [];
  const issuers: IssuerChange[] = [];
  const criticalExtensions = new Set<string>();
  const index = isIndexed ? new EntryIndex() : undefined;
  entries.startPart(partName);
  while (!entries.done) {
    if (starts.length > 0 && starts.length % slice === 0) yield undefined;
    starts.push(entries.at);
    const extensions = checkEntry(entries, version);
    if (index) {
      const { at } = entries;
      index.add(entries, starts.length - 1, starts.at(-1)!);
      entries.at = at;
    }
    const issuer = extensions && findExtension(extensions, 'certificateIssuer');
    if (issuer) issuers.push({ from: starts.length - 1, names: issuer.value });
    // From here on nobody can say whose certificates they are.
    else if (extensions?.some(({ malformed }) => malformed === 'certificateIssuer'))
      issuers.push({ from: starts.length - 1, names: [] });
    for (const { id, critical } of extensions ?? []) if (critical) criticalExtensions.add(id);
  }
  return new CheckedEntries(entries.bytes, starts, issuers, criticalExtensions, index);
}

/** What is found by looking at every entry once more. */
class EntryIndex {
  /** By serial number, in octets as text: their hash is seeded, so that no list can be made to collide. */
  readonly #places = new Map<string, number | number[]>();
  hasEarlyGeneralizedTime = false;

  /** @param entries may read anything; it is left within the entry */
  add(entries: DerReader, index: number, start: number): void {
    entries.at = start;
    entries.at = entries.skip(tag.sequence, '');
    const serialStart = entries.skip(tag.integer, '');
    const serial = serialKey(entries.bytes, serialStart, entries.at);
    this.hasEarlyGeneralizedTime ||= isEarlyGeneralizedTime(entries);
    const known = this.#places.get(serial);
    if (known === undefined) this.#places.set(serial, index);
    else if (typeof known === 'number') this.#places.set(serial, [known, index]);
    else known.push(index);
  }

  find(serialNumber: Uint8Array): readonly number[] {
    return [this.#places.get(serialKey(serialNumber, 0, serialNumber.length)) ?? []].flat();
  }
}

const partName = 'revokedCertificates';

/** From this entry on, certificates are those of another issuer. */
interface IssuerChange {
  readonly from: number;
  readonly names: readonly GeneralName[];
}

/**
 * Passes over one entry after checking it. Readers for its parts would cost more than reading it, so the list's
 * own is moved through them, and the entry's bounds are compared at the end.
 */
function checkEntry(entries: DerReader, version: 1 | 2): readonly Extension[] | undefined {
  const content = entries.skip(tag.sequence, '');
  const end = entries.at;
  entries.at = content;
  skipIntegerOctets(entries, 'userCertificate');
  readTime(entries, 'revocationDate');
  const extensions = entries.at < end ? readEntryExtensions(entries, version) : undefined;
  if (entries.at > end) entries.fail('truncated', 'an entry is longer than its length says', content);
  if (entries.at < end) {
    entries.breach('trailing-bytes', `${end - entries.at} bytes left over in an entry`);
    entries.at = end;
  }
  return extensions;
}

/** Only in version 2 (RFC 5280 5.3). */
function readEntryExtensions(entries: DerReader, version: 1 | 2): readonly Extension[] {
  const { at } = entries;
  const extensions = readExtensions(entries, 'crlEntryExtensions');
  entries.startPart(partName);
  if (version === 1)
    entries.breach('invalid-version', 'version 1 has no entry extensions', at, 'crlEntryExtensions');
  return extensions;
}

class CheckedEntries implements RevokedCertificates {
  readonly criticalExtensions: ReadonlySet<string>;
  readonly #bytes: Uint8Array;
  readonly #starts: readonly number[];
  readonly #issuers: readonly IssuerChange[];
  /** Made when first asked for, where it was not made at once. */
  #index: EntryIndex | undefined;

  constructor(
    bytes: Uint8Array,
    starts: readonly number[],
    issuers: readonly IssuerChange[],
    criticalExtensions: ReadonlySet<string>,
    index?: EntryIndex,
  ) {
    this.#index = index;
    this.#bytes = bytes;
    this.#starts = starts;
    this.#issuers = issuers;
    this.criticalExtensions = criticalExtensions;
  }

  get count(): number {
    return this.#starts.length;
  }

  get hasEarlyGeneralizedTime(): boolean {
    return this.#entryIndex().hasEarlyGeneralizedTime;
  }

  find(serialNumber: Uint8Array): readonly RevokedCertificate[] {
    return this.#entryIndex()
      .find(serialNumber)
      .map((index) => this.at(index));
  }

  at(index: number): RevokedCertificate {
    const start = this.#starts[index];
    if (start === undefined) throw new RangeError(`no entry ${index} in a list of ${this.count}`);
    const entry = this.#readerAt(start).sequence('');
    const serialNumber = readIntegerOctets(entry, 'userCertificate');
    const revocationDate = readTime(entry, 'revocationDate');
    const extensions = entry.done ? [] : readExtensions(entry, 'crlEntryExtensions');
    return {
      serialNumber,
      revocationDate,
      reason: findExtension(extensions, 'cRLReason')?.value,
      certificateIssuer: this.#issuerAt(index),
      extensions,
    };
  }

  *[Symbol.iterator](): Iterator<RevokedCertificate> {
    for (let index = 0; index < this.count; index++) yield this.at(index);
  }

  #entryIndex(): EntryIndex {
    if (this.#index) return this.#index;
    const index = new EntryIndex();
    const entries = this.#readerAt(0);
    for (const [place, start] of this.#starts.entries()) index.add(entries, place, start);
    return (this.#index = index);
  }

  /** The last change of issuer at or before this entry, by halving. */
  #issuerAt(index: number): readonly GeneralName[] | undefined {
    let low = 0;
    let high = this.#issuers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#issuers[middle]!.from <= index) low = middle + 1;
      else high = middle;
    }
    return this.#issuers[low - 1]?.names;
  }

  #readerAt(start: number): DerReader {
    const reader = DerReader.keepingFaults(this.#bytes, true);
    reader.at = start;
    return reader;
  }
}

/** A serial number with zeros in front is the same number. */
function serialKey(bytes: Uint8Array, start: number, end: number): string {
  let first = start;
  while (first < end - 1 && bytes[first] === 0 && bytes[first + 1]! < 0x80) first++;
  return latin1Text(bytes, first, end);
}

/** For a CRL without the field. */
export const noRevokedCertificates: RevokedCertificates = new CheckedEntries(
  new Uint8Array(),
  [],
  [],
  new Set(),
);
