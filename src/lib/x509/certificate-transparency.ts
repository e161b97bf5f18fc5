import type { DerReader } from '../asn1/der-reader.ts';
import { tag } from '../asn1/tags.ts';

/** A version 1 SCT (RFC 6962 3.2). */
export interface SignedCertificateTimestamp {
  readonly logId: Uint8Array;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly extensions: Uint8Array;
  /** Numbers of the TLS 1.2 registries: 4 is SHA-256; 1 RSA, 3 ECDSA. */
  readonly hashAlgorithm: number;
  readonly signatureAlgorithm: number;
  readonly signature: Uint8Array;
}

/**
 * SignedCertificateTimestampList (RFC 6962 3.3): an OCTET STRING around TLS vectors, each of which says its
 * length in two octets.
 */
export function readTimestampList(value: DerReader): readonly SignedCertificateTimestamp[] {
  const list = new TlsVector(value.enter(tag.octetString, ''));
  const items = list.vector();
  list.finish();
  const timestamps: SignedCertificateTimestamp[] = [];
  do {
    timestamps.push(readTimestamp(items.vector()));
  } while (!items.done);
  return timestamps;
}

function readTimestamp(item: TlsVector): SignedCertificateTimestamp {
  const version = item.number(1);
  if (version !== 0)
    item.reader.fail('invalid-value', `SCT version ${version + 1} is not known`, item.reader.start);
  const timestamp = {
    logId: item.octets(32),
    timestamp: readMoment(item),
    extensions: item.octets(item.number(2)),
    hashAlgorithm: item.number(1),
    signatureAlgorithm: item.number(1),
    signature: item.octets(item.number(2)),
  };
  item.finish();
  return timestamp;
}

/** The range of ECMAScript's Date, which ends in the year 275760. */
const lastMoment = 8.64e15;

function readMoment(item: TlsVector): number {
  const moment = item.number(8);
  if (moment > lastMoment) {
    item.reader.fail('invalid-time', 'an SCT of a time that no calendar has', item.reader.start);
  }
  return moment;
}

/** Reads TLS presentation language (RFC 5246 4) inside the bounds of a DER value, whose place errors name. */
class TlsVector {
  readonly reader: DerReader;
  #at: number;
  readonly #end: number;

  constructor(reader: DerReader, start = reader.start, end = reader.end) {
    this.reader = reader;
    this.#at = start;
    this.#end = end;
  }

  get done(): boolean {
    return this.#at >= this.#end;
  }

  number(size: number): number {
    const { bytes } = this.reader;
    let value = 0;
    for (let at = this.#pass(size); at < this.#at; at++) value = value * 256 + bytes[at]!;
    return value;
  }

  octets(count: number): Uint8Array {
    return this.reader.bytes.subarray(this.#pass(count), this.#at);
  }

  vector(): TlsVector {
    return new TlsVector(this.reader, this.#pass(this.number(2)), this.#at);
  }

  /** Passes over so many octets; returns where they start. */
  #pass(count: number): number {
    const start = this.#at;
    if (start + count > this.#end) this.reader.fail('truncated', 'SCT list is cut off', start);
    this.#at += count;
    return start;
  }

  finish(): void {
    if (!this.done) this.reader.fail('trailing-bytes', `${this.#end - this.#at} bytes left over`, this.#at);
  }
}
