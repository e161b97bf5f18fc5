import { DerReader } from '../asn1/der-reader.ts';
import { latin1Text } from '../asn1/strings.ts';
import { tag } from '../asn1/tags.ts';
import { readTime } from '../asn1/time.ts';
import { readIntegerBytes, skipInteger } from '../asn1/values.ts';
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
  /** All entries with this serial number (content octets); the issuers of an indirect CRL may share one. */
  find(serialNumber: Uint8Array): readonly RevokedCertificate[];
  /** The entry at this place, 0 the first. Throws RangeError outside the list. */
  at(index: number): RevokedCertificate;
}

/** Entries read without a pause: some milliseconds of work. */
const slice = 2_000;

/**
 * Checks all entries of a list, and pauses now and then. The reader is the content of revokedCertificates.
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
  const places: Places | undefined = isIndexed ? new Map() : undefined;
  while (!entries.done) {
    if (starts.length > 0 && starts.length % slice === 0) yield undefined;
    if (places) addPlace(places, entries, starts.length);
    starts.push(entries.at);
    const extensions = checkEntry(entries, version);
    const issuer = extensions && findExtension(extensions, 'certificateIssuer');
    if (issuer) issuers.push({ from: starts.length - 1, names: issuer.value });
    for (const { id, critical } of extensions ?? []) if (critical) criticalExtensions.add(id);
  }
  return new CheckedEntries(entries.bytes, starts, issuers, criticalExtensions, places);
}

/** Where a serial number stands, in octets as text: their hash is seeded, so that no list can be made to collide. */
type Places = Map<string, number | number[]>;

/** The reader stands before the entry, and stands there afterwards. */
function addPlace(places: Places, entries: DerReader, index: number): void {
  const { at } = entries;
  entries.at = entries.skip(tag.sequence, '');
  const serialStart = entries.skip(tag.integer, '');
  const serial = latin1Text(entries.bytes, serialStart, entries.at);
  entries.at = at;
  const known = places.get(serial);
  if (known === undefined) places.set(serial, index);
  else if (typeof known === 'number') places.set(serial, [known, index]);
  else known.push(index);
}

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
  skipInteger(entries, 'userCertificate');
  readTime(entries, 'revocationDate');
  const extensions = entries.at < end ? readEntryExtensions(entries, version) : undefined;
  if (entries.at !== end) {
    const code = entries.at > end ? 'truncated' : 'trailing-bytes';
    entries.fail(code, 'an entry is not as long as its length says', content);
  }
  return extensions;
}

/** Only in version 2 (RFC 5280 5.3). */
function readEntryExtensions(entries: DerReader, version: 1 | 2): readonly Extension[] {
  const { at } = entries;
  const extensions = readExtensions(entries, 'crlEntryExtensions');
  if (version === 1)
    entries.fail('invalid-version', 'version 1 has no entry extensions', at, 'crlEntryExtensions');
  return extensions;
}

class CheckedEntries implements RevokedCertificates {
  readonly criticalExtensions: ReadonlySet<string>;
  readonly #bytes: Uint8Array;
  readonly #starts: readonly number[];
  readonly #issuers: readonly IssuerChange[];
  #placesBySerial: Places | undefined;

  constructor(
    bytes: Uint8Array,
    starts: readonly number[],
    issuers: readonly IssuerChange[],
    criticalExtensions: ReadonlySet<string>,
    places?: Places,
  ) {
    this.#placesBySerial = places;
    this.#bytes = bytes;
    this.#starts = starts;
    this.#issuers = issuers;
    this.criticalExtensions = criticalExtensions;
  }

  get count(): number {
    return this.#starts.length;
  }

  find(serialNumber: Uint8Array): readonly RevokedCertificate[] {
    this.#placesBySerial ??= this.#indexSerials();
    const places = this.#placesBySerial.get(latin1Text(serialNumber, 0, serialNumber.length)) ?? [];
    return [places].flat().map((index) => this.at(index));
  }

  at(index: number): RevokedCertificate {
    const start = this.#starts[index];
    if (start === undefined) throw new RangeError(`no entry ${index} in a list of ${this.count}`);
    const entry = this.#readerAt(start).sequence('');
    const serialNumber = readIntegerBytes(entry, 'userCertificate');
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

  #indexSerials(): Places {
    const places: Places = new Map();
    const entries = this.#readerAt(0);
    this.#starts.forEach((start, index) => {
      entries.at = start;
      addPlace(places, entries, index);
    });
    return places;
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
    const reader = DerReader.over(this.#bytes);
    reader.at = start;
    return reader;
  }
}

/** For a CRL without the field. */
export const noRevokedCertificates: RevokedCertificates = new CheckedEntries(
  new Uint8Array(),
  [],
  [],
  new Set(),
);
