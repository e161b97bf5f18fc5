import { DerReader } from '../asn1/der-reader.ts';
import { ocspId, oidName } from '../asn1/oids.ts';
import { explicit, implicit, tag } from '../asn1/tags.ts';
import { readGeneralizedTime } from '../asn1/time.ts';
import { readCount, readEnumerated, readIntegerBytes, readOid } from '../asn1/values.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { readRevocationReason, type RevocationReason } from '../x509/distribution-points.ts';
import { readName, type Name } from '../x509/name.ts';

/** What an OCSP response says (RFC 6960 4.2.1), for looking at it: nothing is verified here. */
export interface OcspResponseContent {
  readonly der: Uint8Array;
  /** `successful`, `tryLater` …; without `successful` there is nothing else. */
  readonly status: string;
  readonly responder: Name | Uint8Array | undefined;
  /** Milliseconds since 1970. */
  readonly producedAt: number | undefined;
  readonly responses: readonly OcspSingleResponse[];
  readonly signatureAlgorithm: AlgorithmIdentifier | undefined;
  /** DER of the certificates sent along. */
  readonly certificates: readonly Uint8Array[];
}

/** The answer about one certificate. */
export interface OcspSingleResponse {
  /** Digest of the two hashes. */
  readonly hashAlgorithm: AlgorithmIdentifier;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  /** Content octets of the INTEGER, as Certificate.serialNumber. */
  readonly serialNumber: Uint8Array;
  readonly status: 'good' | 'revoked' | 'unknown';
  /** Milliseconds since 1970, as the other times. */
  readonly revocationTime: number | undefined;
  readonly reason: RevocationReason | undefined;
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
}

const statusNames: Readonly<Record<number, string>> = {
  0: 'successful',
  1: 'malformedRequest',
  2: 'internalError',
  3: 'tryLater',
  5: 'sigRequired',
  6: 'unauthorized',
};

/** Reads an OCSP response in DER. Throws DecodeError. */
export function readOcspResponseContent(der: Uint8Array): OcspResponseContent {
  const input = DerReader.over(der);
  const response = input.sequence('');
  input.finish();
  const code = readEnumerated(response, 'responseStatus');
  const status = statusNames[code] ?? `status ${code}`;
  const wrapped = response.enterIf(explicit(0), 'responseBytes');
  response.finish();
  if (!wrapped) return { ...nothing, der, status };
  const bytes = wrapped.sequence('');
  const type = readOid(bytes, 'responseType');
  if (type !== ocspId.basic) bytes.fail('unsupported', `a response of type ${oidName(type) ?? type}`);
  const basic = DerReader.over(bytes.content(tag.octetString, 'response')).sequence('BasicOCSPResponse');
  return { ...readBasicResponse(basic), der, status };
}

const nothing = {
  responder: undefined,
  producedAt: undefined,
  responses: [],
  signatureAlgorithm: undefined,
  certificates: [],
};

function readBasicResponse(basic: DerReader): Omit<OcspResponseContent, 'der' | 'status'> {
  const data = basic.sequence('tbsResponseData');
  const version = data.enterIf(explicit(0), 'version');
  if (version) readCount(version, 'version');
  const responder = readResponder(data);
  const producedAt = readGeneralizedTime(data, 'producedAt');
  const responses: OcspSingleResponse[] = [];
  const list = data.sequence('responses');
  while (!list.done) responses.push(readSingleResponse(list.sequence('SingleResponse')));
  data.enterIf(explicit(1), 'responseExtensions');
  data.finish();
  const signatureAlgorithm = readAlgorithmIdentifier(basic, 'signatureAlgorithm');
  basic.skip(tag.bitString, 'signature');
  const certificates: Uint8Array[] = [];
  const certs = basic.enterIf(explicit(0), 'certs')?.sequence('certs');
  while (certs && !certs.done) certificates.push(certs.element('certificate'));
  basic.finish();
  return { responder, producedAt, responses, signatureAlgorithm, certificates };
}

/** ResponderID: its name, or the SHA-1 hash of its key. */
function readResponder(data: DerReader): Name | Uint8Array {
  const byName = data.enterIf(explicit(1), 'byName');
  if (byName) return readName(byName, 'byName');
  return data.enter(explicit(2), 'byKey').content(tag.octetString, 'KeyHash');
}

function readSingleResponse(single: DerReader): OcspSingleResponse {
  const certId = single.sequence('certID');
  const hashAlgorithm = readAlgorithmIdentifier(certId, 'hashAlgorithm');
  const issuerNameHash = certId.content(tag.octetString, 'issuerNameHash');
  const issuerKeyHash = certId.content(tag.octetString, 'issuerKeyHash');
  const serialNumber = readIntegerBytes(certId, 'serialNumber');
  certId.finish();
  const status = readCertStatus(single);
  const thisUpdate = readGeneralizedTime(single, 'thisUpdate');
  const next = single.enterIf(explicit(0), 'nextUpdate');
  const nextUpdate = next && readGeneralizedTime(next, 'nextUpdate');
  single.enterIf(explicit(1), 'singleExtensions');
  single.finish();
  return { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber, ...status, thisUpdate, nextUpdate };
}

function readCertStatus(single: DerReader): Pick<OcspSingleResponse, 'status' | 'revocationTime' | 'reason'> {
  const none = { revocationTime: undefined, reason: undefined };
  switch (single.peek()) {
    case implicit(0):
      single.skip(implicit(0), 'good');
      return { status: 'good', ...none };
    case implicit(2):
      single.skip(implicit(2), 'unknown');
      return { status: 'unknown', ...none };
    default: {
      const revoked = single.enter(explicit(1), 'revoked');
      const revocationTime = readGeneralizedTime(revoked, 'revocationTime');
      const reason = revoked.enterIf(explicit(0), 'revocationReason');
      return { status: 'revoked', revocationTime, reason: reason && readRevocationReason(reason) };
    }
  }
}
