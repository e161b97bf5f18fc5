import { DerReader, type Deviation, type Fault } from '../asn1/der-reader.ts';
import { oidName, requestAttribute } from '../asn1/oids.ts';
import { explicit } from '../asn1/tags.ts';
import { integerFrom, readBitOctets, readIntegerOctets, readOid } from '../asn1/values.ts';
import { compare, type Bytes } from '../bytes.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { readExtensions, type Extension } from '../x509/extensions.ts';
import { readName, type Name } from '../x509/name.ts';
import { readPublicKey, type PublicKey } from '../x509/public-key.ts';

/** One attribute of a request (RFC 2986 4.1). */
export interface RequestAttribute {
  /** Dotted object identifier. */
  readonly type: string;
  /** Name of the standard: `extensionRequest`, `challengePassword`; undefined where the type is not known. */
  readonly name: string | undefined;
  /** DER of each value, header included. A challengePassword is a secret: do not print it. */
  readonly values: readonly Uint8Array[];
}

/**
 * A certification request as it is written (RFC 2986). Its syntax is sound but for the parts that `faults` names; nothing
 * has been judged or verified.
 */
export interface CertificateRequest {
  /** The whole request. All byte fields are views into the input, not copies. */
  readonly der: Bytes;
  /** certificationRequestInfo with its header: what is signed. */
  readonly certificationRequestInfo: Uint8Array;
  readonly subject: Name;
  readonly publicKey: PublicKey;
  /** In encoding order, the extension request among them. */
  readonly attributes: readonly RequestAttribute[];
  /** The extensions asked for; empty where none are. */
  readonly extensions: readonly Extension[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  /** Octets of the signature BIT STRING. */
  readonly signature: Uint8Array;
  /** Breaches of DER that were read all the same; nearly always empty. */
  readonly deviations: readonly Deviation[];
  /** Breaches of a rule that are confined to a part, as those of a certificate. */
  readonly faults: readonly Fault[];
}

/**
 * Reads a PKCS#10 request in DER. What is broken in one part alone (another version than 0, no attributes, two extension
 * requests, an extension) is kept in `faults`, and attributes that are out of order in `deviations`.
 *
 * @throws DecodeError with byte offset and the field path in RFC 2986's terms, such as
 *   `certificationRequestInfo.subject`, for what is broken in the syntax around the parts.
 */
export function readCsr(der: Uint8Array): CertificateRequest {
  const input = DerReader.keepingFaults(der);
  const request = input.sequence('');
  input.finish();
  const infoStart = request.at;
  const info = readInfo(request);
  const certificationRequestInfo = der.subarray(infoStart, request.at);
  request.startPart('signature');
  const signatureAlgorithm = readAlgorithmIdentifier(request, 'signatureAlgorithm');
  const signature = readBitOctets(request, 'signature');
  request.finish();
  const { deviations, faults } = input;
  return {
    der: der as Bytes,
    certificationRequestInfo,
    ...info,
    signatureAlgorithm,
    signature,
    deviations,
    faults,
  };
}

type Info = Pick<CertificateRequest, 'subject' | 'publicKey' | 'attributes' | 'extensions'>;

function readInfo(request: DerReader): Info {
  const info = request.sequence('certificationRequestInfo');
  checkVersion(info);
  info.startPart('subject');
  const subject = readName(info, 'subject');
  info.startPart('subjectPKInfo');
  const publicKey = readPublicKey(info, 'subjectPKInfo');
  info.startPart(attributesPart);
  const { attributes, extensions } = readAttributes(info);
  info.finish();
  return { subject, publicKey, attributes, extensions };
}

/** There is no other version than v1, written as 0 (RFC 2986 4.1). */
function checkVersion(info: DerReader): void {
  info.startPart('version');
  const { at } = info;
  const version = integerFrom(readIntegerOctets(info, 'version'));
  if (version !== 0n) info.breach('invalid-version', `expected 0 (v1), found ${version}`, at, 'version');
}

const attributesPart = 'attributes';

/** `attributes [0]` is not OPTIONAL: a request without attributes has an empty one. */
function readAttributes(info: DerReader): Pick<Info, 'attributes' | 'extensions'> {
  if (info.done) {
    info.breach(
      'truncated',
      'the field is missing; without attributes it is to be there, empty',
      info.at,
      attributesPart,
    );
    return { attributes: [], extensions: [] };
  }
  const set = info.enter(explicit(0), attributesPart);
  const attributes: RequestAttribute[] = [];
  let extensions: readonly Extension[] | undefined;
  let previous: Uint8Array | undefined;
  while (!set.done) {
    const start = set.at;
    const attribute = set.sequence('');
    previous = inOrder(set, previous, start);
    const type = readOid(attribute, 'type');
    set.startPart(type);
    if (isExtensionRequest(type)) {
      if (extensions) set.breach('duplicate', 'a second extension request', start, 'extensionRequest', false);
      else extensions = readExtensionRequest(attribute, type);
    }
    attributes.push({ type, name: oidName(type), values: readValues(attribute, type) });
  }
  return { attributes, extensions: extensions ?? [] };
}

/** The request of RFC 2985 5.4.2, or Microsoft's own of the same content, which AD CS and OpenSSL read alike. */
const isExtensionRequest = (type: string): boolean =>
  type === requestAttribute.extensionRequest || type === requestAttribute.certificateExtensions;

/** Looks ahead into the attribute's values; the attribute itself is read on afterwards. */
function readExtensionRequest(attribute: DerReader, type: string): readonly Extension[] {
  const start = attribute.at;
  const values = attribute.set('extensionRequest');
  // Where there is no value at all, that is said of the attribute.
  const extensions = values.done ? [] : attribute.attempt(() => readExtensions(values, ''));
  attribute.startPart(type);
  if (extensions && !values.done) values.breach('duplicate', 'more than one value', values.at, '', false);
  attribute.at = start;
  return extensions ?? [];
}

function readValues(attribute: DerReader, type: string): Uint8Array[] {
  const set = attribute.set(oidName(type) ?? type);
  const values: Uint8Array[] = [];
  let previous: Uint8Array | undefined;
  while (!set.done) {
    const start = set.at;
    values.push(set.element('value'));
    previous = inOrder(set, previous, start);
  }
  if (values.length === 0) set.breach('empty', 'an attribute has at least one value', set.start);
  attribute.finish();
  return values;
}

/** Elements of a SET OF stand in the order of their bytes (X.690 11.6). Returns the element just read. */
function inOrder(set: DerReader, previous: Uint8Array | undefined, start: number): Uint8Array {
  const element = set.bytes.subarray(start, set.at);
  if (previous && compare(previous, element) > 0) {
    set.tolerate('unsorted-set', 'the SET OF is not in DER order', start, '');
  }
  return element;
}
