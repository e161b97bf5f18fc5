import { equal } from '../bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import { hash } from '../x509/hash-algorithm.ts';

/** A TLSA record (RFC 6698 section 2.1); numbers that no document defines make it unusable, and no mistake. */
export interface TlsaRecord {
  /** 0 PKIX-TA, 1 PKIX-EE, 2 DANE-TA, 3 DANE-EE. */
  readonly usage: number;
  /** 0 the certificate, 1 its SubjectPublicKeyInfo. */
  readonly selector: number;
  /** 0 as it is, 1 SHA-256, 2 SHA-512. */
  readonly matchingType: number;
  readonly data: Uint8Array;
}

/** What a resolver that validates has found for the place that was connected to, SRV record and all (RFC 7673). */
export interface TlsaAnswer {
  /** Of the whole way: where the SRV record was not secure, the answer is not either (RFC 4033 section 5). */
  readonly dnssec: 'secure' | 'insecure' | 'bogus' | 'indeterminate';
  readonly records: readonly TlsaRecord[];
  /** When it ends, milliseconds since 1970. */
  readonly validUntil?: number;
}

/** What is left of an answer at a time: one that has ended says nothing, and is to be asked for again. */
export const tlsaAt = (answer: TlsaAnswer, time: number): TlsaAnswer =>
  answer.validUntil !== undefined && answer.validUntil < time
    ? { dnssec: 'indeterminate', records: [] }
    : answer;

/** `not known`: it says nothing for the certificate, and nothing against it. */
export type DaneState = 'matches' | 'fails' | 'not known';

export type DaneUsage = 0 | 1 | 2 | 3;

export interface UsableRecord extends TlsaRecord {
  readonly usage: DaneUsage;
}

/** Those that can be used: all of a secure answer that we understand, the weaker digests where there are stronger ones. */
export function usableRecords({ dnssec, records }: TlsaAnswer): readonly UsableRecord[] {
  if (dnssec !== 'secure') return [];
  const known = records.filter(isKnown);
  // RFC 7671 section 9: of several digests of one kind only the strongest counts.
  return known.filter(
    ({ usage, selector, matchingType }) =>
      matchingType !== 1 ||
      !known.some(
        (other) => other.usage === usage && other.selector === selector && other.matchingType === 2,
      ),
  );
}

const lengths: Readonly<Record<number, number | undefined>> = { 1: 32, 2: 64 };

function isKnown(record: TlsaRecord): record is UsableRecord {
  const { usage, selector, matchingType, data } = record;
  const isWhole = matchingType === 0 ? data.length > 0 : data.length === lengths[matchingType];
  return [0, 1, 2, 3].includes(usage) && (selector === 0 || selector === 1) && isWhole;
}

export function matchesRecord(
  { selector, matchingType, data }: TlsaRecord,
  certificate: Certificate,
): boolean {
  const content = selector === 0 ? certificate.der : certificate.publicKey.der;
  if (matchingType === 0) return equal(content, data);
  return equal(hash(matchingType === 1 ? 'SHA-256' : 'SHA-512', content), data);
}
