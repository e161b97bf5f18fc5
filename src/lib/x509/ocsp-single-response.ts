import type { DerReader } from '../asn1/der-reader.ts';
import { explicit, implicit, tag } from '../asn1/tags.ts';
import { readGeneralizedTime } from '../asn1/time.ts';
import { readExplicit, readIntegerOctets } from '../asn1/values.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier.ts';
import { readRevocationReason, type RevocationReason } from './distribution-points.ts';
import { readExtensions, type Extension } from './extensions.ts';

/** CertID: which certificate is meant (RFC 6960 4.1.1). */
export interface OcspCertificateId {
  /** Digest of the two hashes. */
  readonly hashAlgorithm: AlgorithmIdentifier;
  /** Over the DER of the issuer's name. */
  readonly issuerNameHash: Uint8Array;
  /** Over the octets of the issuer's key (PublicKey.keyBits). */
  readonly issuerKeyHash: Uint8Array;
  /** Content octets of the INTEGER, as Certificate.serialNumber. */
  readonly serialNumber: Uint8Array;
}

/** The answer about one certificate. */
export interface OcspSingleResponse {
  readonly certificateId: OcspCertificateId;
  readonly status: 'good' | 'revoked' | 'unknown';
  /** Milliseconds since 1970, as the other times; undefined unless revoked. */
  readonly revocationTime: number | undefined;
  readonly reason: RevocationReason | undefined;
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
  readonly extensions: readonly Extension[];
}

/** Reads the SingleResponse that comes next (RFC 6960 4.2.1). Throws DecodeError. */
export function readSingleResponse(list: DerReader): OcspSingleResponse {
  const single = list.sequence('');
  list.startPart('responses');
  const certificateId = readCertificateId(single);
  const status = readCertStatus(single);
  const thisUpdate = readGeneralizedTime(single, 'thisUpdate');
  const nextUpdate = readExplicit(single, 0, 'nextUpdate', readGeneralizedTime);
  const extensions = readExplicit(single, 1, 'singleExtensions', readExtensions);
  single.finish();
  return { certificateId, ...status, thisUpdate, nextUpdate, extensions: extensions ?? [] };
}

function readCertificateId(single: DerReader): OcspCertificateId {
  const id = single.sequence('certID');
  const hashAlgorithm = readAlgorithmIdentifier(id, 'hashAlgorithm');
  const issuerNameHash = id.content(tag.octetString, 'issuerNameHash');
  const issuerKeyHash = id.content(tag.octetString, 'issuerKeyHash');
  const serialNumber = readIntegerOctets(id, 'serialNumber');
  id.finish();
  return { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber };
}

type CertStatus = Pick<OcspSingleResponse, 'status' | 'revocationTime' | 'reason'>;

function readCertStatus(single: DerReader): CertStatus {
  switch (single.peek()) {
    case implicit(0):
      return withoutDetails(single, 0, 'good');
    case implicit(2):
      return withoutDetails(single, 2, 'unknown');
    default:
      return readRevokedInfo(single.enter(explicit(1), 'revoked'));
  }
}

/** An IMPLICIT NULL. */
function withoutDetails(single: DerReader, number: number, status: 'good' | 'unknown'): CertStatus {
  const start = single.skip(implicit(number), status);
  if (single.at > start) single.breach('invalid-null', 'NULL has content', start, status);
  return { status, revocationTime: undefined, reason: undefined };
}

/** A reason that does not exist leaves the certificate revoked. */
function readReasonIfAny(wrapper: DerReader): RevocationReason | undefined {
  const reason = wrapper.attempt(() => readRevocationReason(wrapper));
  if (reason === undefined) wrapper.at = wrapper.end;
  return reason;
}

function readRevokedInfo(revoked: DerReader): CertStatus {
  const revocationTime = readGeneralizedTime(revoked, 'revocationTime');
  const reason = readExplicit(revoked, 0, 'revocationReason', readReasonIfAny);
  revoked.finish();
  return { status: 'revoked', revocationTime, reason };
}
