import { DerReader, type Deviation, type Fault } from '../asn1/der-reader.ts';
import { readTime } from '../asn1/time.ts';
import { integerFrom, readBitOctets, readIntegerOctets } from '../asn1/values.ts';
import type { Bytes } from '../bytes.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier.ts';
import {
  readUniqueIds,
  readVersion,
  readWrappedExtensions,
  type UniqueIds,
  type Version,
} from './certificate-fields.ts';
import type { Extension } from './extensions.ts';
import { readName, type Name } from './name.ts';
import { readPublicKey, type PublicKey } from './public-key.ts';
import { passOver, requireSameAlgorithm } from './signed-structure.ts';

export type { Fault } from '../asn1/der-reader.ts';

/**
 * A certificate as it is written (RFC 5280 4.1). Its syntax is sound but for the parts that `faults` names; nothing has
 * been judged or verified.
 */
export interface Certificate {
  /** The whole certificate. All byte fields are views into the input, which must not be changed afterwards. */
  readonly der: Bytes;
  /** tbsCertificate with its header: what is signed. */
  readonly tbs: Uint8Array;
  readonly version: Version;
  /** Content octets of the INTEGER, two's complement: it may be negative, zero or too long, with a fault also empty. */
  readonly serialNumber: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly issuer: Name;
  /** Milliseconds since 1970, first moment of validity. */
  readonly notBefore: number;
  /** Milliseconds since 1970; the whole of that second is still valid. */
  readonly notAfter: number;
  readonly subject: Name;
  readonly publicKey: PublicKey;
  readonly issuerUniqueId: Uint8Array | undefined;
  readonly subjectUniqueId: Uint8Array | undefined;
  /** In encoding order; empty where there are none. */
  readonly extensions: readonly Extension[];
  /** Octets of the signature BIT STRING. */
  readonly signature: Uint8Array;
  /** Breaches of DER that were read all the same; nearly always empty. */
  readonly deviations: readonly Deviation[];
  /**
   * Breaches of a rule that are confined to a part: an extension, a string of a name. Nearly always empty. No standard
   * lets anybody accept a certificate that has one: validatePath() refuses it.
   */
  readonly faults: readonly Fault[];
}

/**
 * Reads one certificate: DER without a byte left over, every known extension decoded. What can be judged (a negative
 * serial number, a weak hash, dates in the wrong order) is read as it is, and what is broken in one part alone is kept
 * in `faults`. Throws DecodeError, with offset and field path, for what is broken in the syntax around the parts.
 */
export function readCertificate(der: Uint8Array): Certificate {
  const input = DerReader.keepingFaults(der);
  const certificate = input.sequence('');
  input.finish();

  const tbsStart = certificate.at;
  const tbs = certificate.sequence('tbsCertificate');
  tbs.startPart('version');
  const version = readVersion(tbs);
  tbs.startPart('serialNumber');
  const serialNumber = passOver(tbs, readIntegerOctets, 'serialNumber');
  tbs.startPart('issuer');
  const algorithm = passOver(tbs, readAlgorithmIdentifier, 'signature');
  const issuer = passOver(tbs, readName, 'issuer');
  tbs.startPart('validity');
  const validity = tbs.sequence('validity');
  const notBefore = readTime(validity, 'notBefore');
  const notAfter = readTime(validity, 'notAfter');
  validity.finish();
  tbs.startPart('subject');
  const subject = passOver(tbs, readName, 'subject');
  tbs.startPart('subjectPublicKeyInfo');
  const publicKey = passOver(tbs, readPublicKey, 'subjectPublicKeyInfo');
  tbs.startPart('uniqueIdentifiers');
  const uniqueIds = tbs.at;
  readUniqueIds(tbs, version);
  tbs.startPart('extensions');
  const extensions = tbs.at;
  readWrappedExtensions(tbs, version);
  tbs.finish();

  requireSameAlgorithm(certificate, input.bytes.subarray(algorithm, issuer), 'tbsCertificate');
  certificate.startPart('signatureValue');
  const signature = passOver(certificate, readBitOctets, 'signatureValue');
  certificate.finish();

  const places = {
    tbsStart,
    tbsEnd: tbs.end,
    serialNumber,
    algorithm,
    issuer,
    subject,
    publicKey,
    uniqueIds,
    extensions,
    signature,
  };
  return new CheckedCertificate(input, places, version, notBefore, notAfter);
}

/** Offsets of the fields. */
interface Places {
  readonly tbsStart: number;
  readonly tbsEnd: number;
  readonly serialNumber: number;
  readonly algorithm: number;
  readonly issuer: number;
  readonly subject: number;
  readonly publicKey: number;
  readonly uniqueIds: number;
  readonly extensions: number;
  readonly signature: number;
}

/**
 * A certificate whose syntax has been checked from end to end. Fields are decoded again when first asked for:
 * decoded, a certificate is ten times its bytes, and whoever holds thousands looks at few fields of most.
 */
class CheckedCertificate implements Certificate {
  readonly der: Bytes;
  readonly version: Version;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly deviations: readonly Deviation[];
  readonly faults: readonly Fault[];
  readonly #places: Places;
  #signatureAlgorithm: AlgorithmIdentifier | undefined;
  #issuer: Name | undefined;
  #subject: Name | undefined;
  #publicKey: PublicKey | undefined;
  #extensions: readonly Extension[] | undefined;

  constructor(input: DerReader, places: Places, version: Version, notBefore: number, notAfter: number) {
    this.der = input.bytes as Bytes;
    this.deviations = input.deviations;
    this.faults = input.faults;
    this.version = version;
    this.notBefore = notBefore;
    this.notAfter = notAfter;
    this.#places = places;
  }

  get tbs(): Uint8Array {
    return this.der.subarray(this.#places.tbsStart, this.#places.tbsEnd);
  }

  get serialNumber(): Uint8Array {
    return readIntegerOctets(this.#readerAt(this.#places.serialNumber), 'serialNumber');
  }

  get signatureAlgorithm(): AlgorithmIdentifier {
    return (this.#signatureAlgorithm ??= readAlgorithmIdentifier(
      this.#readerAt(this.#places.algorithm),
      'signature',
    ));
  }

  get issuer(): Name {
    return (this.#issuer ??= readName(this.#readerAt(this.#places.issuer), 'issuer'));
  }

  get subject(): Name {
    return (this.#subject ??= readName(this.#readerAt(this.#places.subject), 'subject'));
  }

  get publicKey(): PublicKey {
    return (this.#publicKey ??= readPublicKey(this.#readerAt(this.#places.publicKey)));
  }

  get issuerUniqueId(): Uint8Array | undefined {
    return this.#uniqueIds.issuer;
  }

  get subjectUniqueId(): Uint8Array | undefined {
    return this.#uniqueIds.subject;
  }

  get extensions(): readonly Extension[] {
    return (this.#extensions ??= readWrappedExtensions(
      this.#readerAt(this.#places.extensions),
      this.version,
    ));
  }

  get signature(): Uint8Array {
    return readBitOctets(this.#readerAt(this.#places.signature), 'signatureValue');
  }

  get #uniqueIds(): UniqueIds {
    return readUniqueIds(this.#readerAt(this.#places.uniqueIds), this.version);
  }

  #readerAt(at: number): DerReader {
    const reader = DerReader.keepingFaults(this.der);
    reader.at = at;
    return reader;
  }
}

/** Serial number as lower-case hex of its value, sign first, without leading zeros: `1f`, `-80`, `0`. */
export function serialHex(serialNumber: Uint8Array): string {
  return integerFrom(serialNumber).toString(16);
}
