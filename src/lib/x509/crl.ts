import { DerReader, type Deviation, type Fault } from '../asn1/der-reader.ts';
import { explicit, tag } from '../asn1/tags.ts';
import { isTime, readTime } from '../asn1/time.ts';
import { readBitOctets, readCount } from '../asn1/values.ts';
import type { Bytes } from '../bytes.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier.ts';
import { readExtensions, type Extension } from './extensions.ts';
import { readName, type Name } from './name.ts';
import {
  noRevokedCertificates,
  readRevokedCertificates,
  type RevokedCertificates,
} from './revoked-certificates.ts';
import { requireSameAlgorithm } from './signed-structure.ts';

export type { RevokedCertificate, RevokedCertificates } from './revoked-certificates.ts';

/**
 * A certificate revocation list as it is written (RFC 5280 5.1). Its syntax is sound but for the parts that `faults`
 * names; nothing has been judged or verified.
 */
export interface Crl {
  /** The whole list. All byte fields are views into the input, which must not be changed afterwards. */
  readonly der: Bytes;
  /** tbsCertList with its header: what is signed. */
  readonly tbs: Uint8Array;
  readonly version: 1 | 2;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly issuer: Name;
  /** Milliseconds since 1970. */
  readonly thisUpdate: number;
  /** Milliseconds since 1970; undefined where absent, which RFC 5280 5.1.2.5 does not allow. */
  readonly nextUpdate: number | undefined;
  readonly revoked: RevokedCertificates;
  readonly extensions: readonly Extension[];
  /** Octets of the signature BIT STRING. */
  readonly signature: Uint8Array;
  /** Breaches of DER that were read all the same; nearly always empty. */
  readonly deviations: readonly Deviation[];
  /** As those of a certificate; of endless repetitions the first hundred. */
  readonly faults: readonly Fault[];
}

/**
 * Reads one CRL, as readCertificate() does. Every entry is checked, none is kept decoded, so that lists
 * of millions stay small. Throws DecodeError with offset and field path.
 */
export function readCrl(der: Uint8Array): Crl {
  const reading = crlSlices(der, false);
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
  }
}

/**
 * The same for lists so long that others wait for it, and ready to be looked up in.
 *
 * @param pause lets others work
 */
export async function readCrlInSlices(der: Uint8Array, pause: () => Promise<unknown>): Promise<Crl> {
  const reading = crlSlices(der, true);
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
    await pause();
  }
}

function* crlSlices(der: Uint8Array, isIndexed: boolean): Generator<undefined, Crl> {
  const input = DerReader.keepingFaults(der, true);
  const list = input.sequence('');
  input.finish();

  const tbsStart = list.at;
  const tbs = list.sequence('tbsCertList');
  tbs.startPart('version');
  const version = readVersion(tbs);
  tbs.startPart('issuer');
  const tbsAlgorithm = readAlgorithmIdentifier(tbs, 'signature');
  const issuer = readName(tbs, 'issuer');
  tbs.startPart('thisUpdate');
  const thisUpdate = readTime(tbs, 'thisUpdate');
  tbs.startPart('nextUpdate');
  const nextUpdate = isTime(tbs.peek()) ? readTime(tbs, 'nextUpdate') : undefined;
  const entries = tbs.enterIf(tag.sequence, 'revokedCertificates');
  const revoked = entries
    ? yield* readRevokedCertificates(entries, version, isIndexed)
    : noRevokedCertificates;
  tbs.startPart('crlExtensions');
  const extensions = readCrlExtensions(tbs, version);
  tbs.finish();

  requireSameAlgorithm(list, tbsAlgorithm.der, 'tbsCertList');
  list.startPart('signatureValue');
  const signature = readBitOctets(list, 'signatureValue');
  list.finish();

  return {
    der: input.bytes as Bytes,
    tbs: input.bytes.subarray(tbsStart, tbs.end),
    version,
    signatureAlgorithm: tbsAlgorithm,
    issuer,
    thisUpdate,
    nextUpdate,
    revoked,
    extensions,
    signature,
    deviations: input.deviations,
    faults: input.faults,
  };
}

/** Version OPTIONAL: if present, it is v2 (RFC 5280 5.1.2.1). */
function readVersion(tbs: DerReader): 1 | 2 {
  if (tbs.peek() !== tag.integer) return 1;
  const { at } = tbs;
  const version = readCount(tbs, 'version');
  if (version !== 1)
    tbs.breach('invalid-version', `${version} is not the number of version 2`, at, 'version');
  return version === 0 ? 1 : 2;
}

/** Only in version 2 (RFC 5280 5.1.2.7). */
function readCrlExtensions(tbs: DerReader, version: 1 | 2): readonly Extension[] {
  const { at } = tbs;
  const wrapper = tbs.enterIf(explicit(0), 'crlExtensions');
  if (!wrapper) return [];
  if (version === 1) wrapper.breach('invalid-version', 'version 1 has no extensions', at);
  const extensions = readExtensions(wrapper, '');
  wrapper.finish();
  return extensions;
}
