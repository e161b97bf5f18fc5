import { readCsr as readRequest, type CertificateRequest } from '../csr/parse.ts';
import { readCertificate as readOneCertificate, type Certificate } from '../x509/certificate.ts';
import { readCrl as readOneCrl, type Crl } from '../x509/crl.ts';
import { readOcspResponse as readResponse, type OcspResponse } from '../x509/ocsp.ts';
import type { Thing } from '../formats/recognised.ts';
import { wrong } from './argument.ts';
import { bytesOf, derOf, dersOf, type AnyBuffer, type DerInput, type Meant } from './der-of.ts';

/** A kind of thing: what it is called, how it is read, and what one that was read already looks like. */
export interface Kind<Read> extends Meant {
  readonly read: (der: Uint8Array) => Read;
  /** What open() calls it. */
  readonly thing: Thing['kind'];
  /** Properties that only this library gives to what it has read of this kind. */
  readonly own: readonly string[];
}

/** The name under which open() has what it has read. */
export const inThing: Readonly<Record<Thing['kind'], string>> = {
  certificate: 'certificate',
  'certificate-request': 'request',
  crl: 'crl',
  'ocsp-response': 'response',
  'private-key': 'privateKey',
  'public-key': 'publicKey',
  names: 'names',
  'key-parameters': 'der',
  pkcs7: 'der',
  pkcs12: 'der',
};

export const certificates: Kind<Certificate> = {
  what: 'a certificate',
  labels: ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'],
  read: readOneCertificate,
  thing: 'certificate',
  own: ['der', 'tbs', 'publicKey', 'serialNumber', 'extensions', 'faults'],
};
export const requests: Kind<CertificateRequest> = {
  what: 'a certificate signing request',
  labels: ['CERTIFICATE REQUEST', 'NEW CERTIFICATE REQUEST'],
  read: readRequest,
  thing: 'certificate-request',
  own: ['der', 'certificationRequestInfo', 'publicKey', 'attributes', 'extensions'],
};
export const crls: Kind<Crl> = {
  what: 'a certificate revocation list',
  labels: ['X509 CRL'],
  read: readOneCrl,
  thing: 'crl',
  own: ['der', 'tbs', 'revoked', 'thisUpdate', 'extensions'],
};
export const ocspResponses: Kind<OcspResponse> = {
  what: 'an OCSP response',
  labels: ['OCSP RESPONSE'],
  read: readResponse,
  thing: 'ocsp-response',
  own: ['der', 'status', 'basic'],
};

/** What this library has read already is not read again: it may have come from a file that needs more lenience. */
export function alreadyRead<Read>(input: unknown, kind: Kind<Read>): Read | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  if (kind.own.every((name) => name in input)) return input as Read;
  const inside: unknown =
    'kind' in input && (input as Readonly<Record<string, unknown>>)[inThing[kind.thing]];
  return typeof inside === 'object' ? alreadyRead(inside, kind) : undefined;
}

function one<Read>(argument: string, input: DerInput, kind: Kind<Read>): Read {
  return alreadyRead(input, kind) ?? kind.read(derOf(argument, input, kind));
}

/** A PEM text or a buffer, or an array with any of the forms; undefined: none. */
function several<Read>(argument: string, input: DerInputs | undefined, kind: Kind<Read>): Read[] {
  if (input === undefined) return [];
  const file = typeof input === 'string' ? input : bytesOf(input);
  if (file !== undefined) return dersOf(argument, file, kind).map(kind.read);
  if (!Array.isArray(input))
    throw wrong(argument, `PEM text, a buffer or an array, each ${kind.what}`, input);
  return (input as readonly DerInput[]).flatMap((each, at) => oneOrMore(`${argument}[${at}]`, each, kind));
}

function oneOrMore<Read>(argument: string, input: DerInput, kind: Kind<Read>): Read[] {
  const known = alreadyRead(input, kind);
  return known ? [known] : dersOf(argument, input, kind).map(kind.read);
}

export const certificateOf = (argument: string, input: DerInput): Certificate =>
  one(argument, input, certificates);
export const requestOf = (argument: string, input: DerInput): CertificateRequest =>
  one(argument, input, requests);

/** Several of a kind: one file with them (PEM text, or a buffer), or an array of what derOf() takes, each of which may be a PEM of several. */
export type DerInputs = string | AnyBuffer | readonly DerInput[];

/** One, or all of a PEM of several. */
export const certificatesIn = (argument: string, input: DerInput): Certificate[] =>
  oneOrMore(argument, input, certificates);
export const certificatesOf = (argument: string, input: DerInputs | undefined): Certificate[] =>
  several(argument, input, certificates);
export const crlsOf = (argument: string, input: DerInputs | undefined): Crl[] =>
  several(argument, input, crls);
export const ocspResponsesOf = (argument: string, input: DerInputs | undefined): OcspResponse[] =>
  several(argument, input, ocspResponses);

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
