import { readCsr as readRequest, type CertificateRequest } from '../csr/parse.ts';
import { DecodeError } from '../errors.ts';
import type { RecognisedKind, Thing } from '../formats/recognised.ts';
import { readCertificate as readOneCertificate, type Certificate } from '../x509/certificate.ts';
import { readCrl as readOneCrl, type Crl } from '../x509/crl.ts';
import { readOcspResponse as readResponse, type OcspResponse } from '../x509/ocsp.ts';
import { wrong } from './argument.ts';
import { bytesOf, derOf, dersOf, type AnyBuffer, type DerInput, type Meant } from './der-of.ts';

/** A kind of thing: what it is called, how it is read, and what one that was read already looks like. */
interface Kind<Read> extends Meant {
  readonly read: (der: Uint8Array) => Read;
  /** What open() calls it, and the name under which it has it. */
  readonly kind: RecognisedKind;
  readonly inThing: string;
  /** Properties that only this library gives to what it has read of this kind. */
  readonly own: readonly string[];
}

const certificates: Kind<Certificate> = {
  what: 'a certificate',
  labels: ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'],
  read: readOneCertificate,
  kind: 'certificate',
  inThing: 'certificate',
  own: ['der', 'tbs', 'publicKey', 'serialNumber', 'extensions', 'faults'],
};
const requests: Kind<CertificateRequest> = {
  what: 'a certificate signing request',
  labels: ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'],
  read: readRequest,
  kind: 'certificate-request',
  inThing: 'request',
  own: ['der', 'certificationRequestInfo', 'publicKey', 'attributes', 'extensions'],
};
const crls: Kind<Crl> = {
  what: 'a certificate revocation list',
  labels: ['X509 CRL'],
  read: readOneCrl,
  kind: 'crl',
  inThing: 'crl',
  own: ['der', 'tbs', 'revoked', 'thisUpdate', 'extensions'],
};
const ocspResponses: Kind<OcspResponse> = {
  what: 'an OCSP response',
  labels: ['OCSP RESPONSE'],
  read: readResponse,
  kind: 'ocsp-response',
  inThing: 'response',
  own: ['der', 'status', 'basic'],
};

/** What this library has read already is not read again: it may have come from a file that needs more lenience. */
function alreadyRead<Read>(
  input: unknown,
  { inThing, own }: Pick<Kind<Read>, 'inThing' | 'own'>,
): Read | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  if (own.every((name) => name in input)) return input as Read;
  const inside: unknown = 'kind' in input && (input as Readonly<Record<string, unknown>>)[inThing];
  return alreadyRead<Read>(inside, { own, inThing });
}

function one<Read>(argument: string, input: DerInput, kind: Kind<Read>): Read {
  return alreadyRead<Read>(input, kind) ?? kind.read(derOf(argument, input, kind));
}

/** A PEM text or a buffer, or an array with any of the forms; undefined: none. */
function several<Read>(argument: string, input: DerInputs | undefined, kind: Kind<Read>): Read[] {
  if (input === undefined) return [];
  const file = typeof input === 'string' ? input : bytesOf(input);
  if (file !== undefined) return dersOf(argument, file, kind).map(kind.read);
  if (!Array.isArray(input))
    throw wrong(argument, `PEM text, a buffer or an array, each ${kind.what}`, input);
  return (input as readonly DerInput[]).flatMap((each, at) => within(`${argument}[${at}]`, each, kind));
}

/** One, or those in a PEM of several. */
function within<Read>(argument: string, input: DerInput, kind: Kind<Read>): Read[] {
  const known = alreadyRead<Read>(input, kind);
  return known === undefined ? dersOf(argument, input, kind).map(kind.read) : [known];
}

export const certificateOf = (argument: string, input: DerInput): Certificate =>
  one(argument, input, certificates);
export const requestOf = (argument: string, input: DerInput): CertificateRequest =>
  one(argument, input, requests);

/** Several of a kind: one file with them (PEM text, or a buffer), or an array of what derOf() takes, each of which may be a PEM of several. */
export type DerInputs = string | AnyBuffer | readonly DerInput[];

export const certificatesIn = (argument: string, input: DerInput): Certificate[] =>
  within(argument, input, certificates);

export const certificatesOf = (argument: string, input: DerInputs | undefined): Certificate[] =>
  several(argument, input, certificates);
export const crlsOf = (argument: string, input: DerInputs | undefined): Crl[] =>
  several(argument, input, crls);
export const ocspResponsesOf = (argument: string, input: DerInputs | undefined): OcspResponse[] =>
  several(argument, input, ocspResponses);

const isThing: Readonly<Record<RecognisedKind, true>> = {
  certificate: true,
  'certificate-request': true,
  crl: true,
  'private-key': true,
  'public-key': true,
  'key-parameters': true,
  'ocsp-response': true,
  names: true,
  pkcs7: true,
  pkcs12: true,
};

/** What open() has recognised, or what it would recognise in one of these: the kind is found out. */
function thingOf(
  argument: string,
  input: Thing | DerInput,
  what: string,
  kinds: readonly Kind<unknown>[],
): Thing {
  if (typeof input === 'object' && input !== null && 'kind' in input && Object.hasOwn(isThing, input.kind))
    return input;
  const held = input as DerInput;
  for (const { kind, inThing, own } of kinds) {
    const known = alreadyRead<{ readonly der: Uint8Array }>(held, { inThing, own });
    if (known) return { kind, der: known.der, [inThing]: known } as unknown as Thing;
  }
  const der = derOf(argument, held, { what, labels: kinds.flatMap(({ labels }) => labels) });
  const errors: DecodeError[] = [];
  for (const { kind, inThing, read } of kinds) {
    try {
      return { kind, der, [inThing]: read(der) } as unknown as Thing;
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      errors.push(error);
    }
  }
  // What it was nearest to: of that most has been read.
  const read = ({ offset = 0 }: DecodeError): number => offset;
  throw errors.reduce((best, error) => (read(error) > read(best) ? error : best));
}

const orOpened = ', or a thing that open() recognised';

export const namedThingOf = (argument: string, input: Thing | DerInput): Thing =>
  thingOf(argument, input, `a certificate or request${orOpened}`, [certificates, requests]);

export const anyThingOf = (argument: string, input: Thing | DerInput): Thing =>
  thingOf(argument, input, `a certificate, request, revocation list or OCSP response${orOpened}`, [
    certificates,
    requests,
    crls,
    ocspResponses,
  ]);

/**
 * Reads one certificate: DER without a byte left over, every known extension decoded. What can be judged (a negative
 * serial number, a weak hash, dates in the wrong order) is read as it is, and what is broken in one part alone is kept
 * in `faults`. Nothing is verified.
 *
 * @param certificate PEM text, DER or PEM in any buffer, or an object of node:crypto, @peculiar/x509, pkijs or asn1js
 * @throws DecodeError, with offset and field path, for what is broken in the syntax around the parts; `several` for a
 *   PEM with more than one certificate; TypeError for what is no certificate in any form
 * @see RFC 5280 section 4
 */
export const readCertificate = (certificate: DerInput): Certificate =>
  certificateOf('certificate', certificate);

/**
 * Reads a PKCS#10 request, strictly: version 0, attributes present (they may be empty) and sorted, at most one extension
 * request with exactly one value, known extensions decoded, nothing left over.
 *
 * @param request in the forms that readCertificate() takes
 * @throws DecodeError with byte offset and the field path in RFC 2986's terms, such as
 *   `certificationRequestInfo.subject`; TypeError for what is no request in any form
 * @see RFC 2986
 */
export const readCsr = (request: DerInput): CertificateRequest => requestOf('request', request);

/**
 * Reads one certificate revocation list, strictly. Every entry is checked, none is kept decoded, so that lists of
 * millions stay small.
 *
 * @param crl in the forms that readCertificate() takes
 * @throws DecodeError with offset and field path; TypeError for what is no list in any form
 * @see RFC 5280 section 5
 */
export const readCrl = (crl: DerInput): Crl => one('crl', crl, crls);

/**
 * Reads one OCSP response, strictly.
 *
 * @param response in the forms that readCertificate() takes
 * @throws DecodeError with offset and field path; TypeError for what is no response in any form
 * @see RFC 6960 section 4.2.1
 */
export const readOcspResponse = (response: DerInput): OcspResponse =>
  one('response', response, ocspResponses);
