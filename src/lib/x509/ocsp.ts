import { DerReader, type Deviation, type Fault } from '../asn1/der-reader.ts';
import { ocspId, oidName } from '../asn1/oids.ts';
import { explicit, tag } from '../asn1/tags.ts';
import { readGeneralizedTime } from '../asn1/time.ts';
import { readBitOctets, readCount, readEnumerated, readExplicit, readOid } from '../asn1/values.ts';
import type { Bytes } from '../bytes.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier.ts';
import { readExtensions, type Extension } from './extensions.ts';
import { readName, type Name } from './name.ts';
import { readSingleResponse, type OcspSingleResponse } from './ocsp-single-response.ts';

export type { OcspCertificateId, OcspSingleResponse } from './ocsp-single-response.ts';

const statuses = {
  0: 'successful',
  1: 'malformedRequest',
  2: 'internalError',
  3: 'tryLater',
  5: 'sigRequired',
  6: 'unauthorized',
} as const;

/** What the responder says of the question (RFC 6960 section 4.2.1). */
export type OcspResponseStatus = (typeof statuses)[keyof typeof statuses];

/**
 * An OCSP response as it is written (RFC 6960 4.2.1). Its syntax is sound but for the parts that `faults` names; nothing
 * has been judged or verified.
 */
export interface OcspResponse {
  /** The whole response. All byte fields are views into the input, which must not be changed afterwards. */
  readonly der: Bytes;
  readonly status: OcspResponseStatus;
  /** What the responder says; undefined for every status but `successful`. */
  readonly basic: BasicOcspResponse | undefined;
  /** Breaches of DER that were read all the same; nearly always empty. */
  readonly deviations: readonly Deviation[];
  /** As those of a certificate; of endless repetitions the first hundred. */
  readonly faults: readonly Fault[];
}

/** Whose signature it is: a name, or the SHA-1 digest of a key (RFC 6960 4.2.2.3). */
export type ResponderId =
  { readonly kind: 'byName'; readonly name: Name } | { readonly kind: 'byKey'; readonly keyHash: Uint8Array };

/** BasicOCSPResponse. */
export interface BasicOcspResponse {
  /** tbsResponseData with its header: what is signed. */
  readonly tbs: Uint8Array;
  readonly responder: ResponderId;
  /** Milliseconds since 1970. */
  readonly producedAt: number;
  readonly responses: readonly OcspSingleResponse[];
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  /** Octets of the signature BIT STRING. */
  readonly signature: Uint8Array;
  /** DER of the certificates sent along. */
  readonly certificates: readonly Uint8Array[];
}

/**
 * Reads one OCSP response, as readCertificate() does; the certificates sent along are kept as bytes.
 * Throws DecodeError with offset and field path.
 */
export function readOcspResponse(der: Uint8Array): OcspResponse {
  const input = DerReader.keepingFaults(der, true);
  const response = input.sequence('');
  input.finish();
  const status = readStatus(response);
  const bytes = response.enterIf(explicit(0), 'responseBytes');
  response.finish();
  if (bytes && status !== 'successful') bytes.fail('invalid-value', `${status} has no responseBytes`);
  if (!bytes && status === 'successful') response.fail('truncated', 'responseBytes are missing');
  const basic = bytes && readResponseBytes(bytes);
  return { der: input.bytes as Bytes, status, basic, deviations: input.deviations, faults: input.faults };
}

function readStatus(response: DerReader): OcspResponseStatus {
  const { at } = response;
  const code = readEnumerated(response, 'responseStatus');
  const status = (statuses as Readonly<Record<number, OcspResponseStatus>>)[code];
  return status ?? response.fail('invalid-value', `there is no status ${code}`, at, 'responseStatus');
}

function readResponseBytes(wrapper: DerReader): BasicOcspResponse {
  const bytes = wrapper.sequence('');
  wrapper.finish();
  const { at } = bytes;
  const type = readOid(bytes, 'responseType');
  if (type !== ocspId.basic) bytes.fail('unsupported', `a response of type ${oidName(type) ?? type}`, at);
  const content = bytes.enter(tag.octetString, 'response');
  bytes.finish();
  const basic = content.sequence('');
  content.finish();
  return readBasicResponse(basic);
}

function readBasicResponse(basic: DerReader): BasicOcspResponse {
  const start = basic.at;
  const data = basic.sequence('tbsResponseData');
  data.startPart('version');
  readVersion(data);
  data.startPart('responderID');
  const responder = readResponderId(data);
  data.startPart('producedAt');
  const producedAt = readGeneralizedTime(data, 'producedAt');
  const responses = readList(data, 'responses', readSingleResponse);
  data.startPart('responseExtensions');
  const extensions = readExplicit(data, 1, 'responseExtensions', readExtensions);
  data.finish();
  const signatureAlgorithm = readAlgorithmIdentifier(basic, 'signatureAlgorithm');
  basic.startPart('signature');
  const signature = readBitOctets(basic, 'signature');
  const certificates = readExplicit(basic, 0, 'certs', (wrapper) =>
    readList(wrapper, '', (list) => list.element('')),
  );
  basic.finish();
  return {
    tbs: data.bytes.subarray(start, data.end),
    responder,
    producedAt,
    responses,
    extensions: extensions ?? [],
    signatureAlgorithm,
    signature,
    certificates: certificates ?? [],
  };
}

/**
 * Version ::= [0] EXPLICIT INTEGER DEFAULT v1, and there is no other. An encoded v1 is not DER (X.690 11.5), but
 * responders write it: tolerated.
 */
function readVersion(data: DerReader): void {
  const wrapper = data.enterIf(explicit(0), 'version');
  if (!wrapper) return;
  const version = readCount(wrapper, '');
  wrapper.finish();
  if (version === 0) wrapper.tolerate('explicit-default', 'the default v1 is encoded', wrapper.start, '');
  else wrapper.breach('invalid-version', `version ${version + 1} does not exist`, wrapper.start);
}

function readResponderId(data: DerReader): ResponderId {
  const byName = readExplicit(data, 1, 'byName', readName);
  if (byName) return { kind: 'byName', name: byName };
  const wrapper = data.enter(explicit(2), 'byKey');
  const keyHash = wrapper.content(tag.octetString, '');
  wrapper.finish();
  return { kind: 'byKey', keyHash };
}

function readList<Item>(reader: DerReader, field: string, read: (list: DerReader) => Item): Item[] {
  const list = reader.sequence(field);
  const items: Item[] = [];
  while (!list.done) items.push(read(list));
  return items;
}
