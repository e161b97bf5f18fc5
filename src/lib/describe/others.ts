import { decodeOid } from '../asn1/oid-codec.ts';
import { tag } from '../asn1/tags.ts';
import { toHex } from '../bytes.ts';
import type { TextName } from '../formats/names-text.ts';
import type { OcspResponseContent, OcspSingleResponse } from '../formats/ocsp-response.ts';
import type { Thing } from '../formats/recognised.ts';
import { serialHex } from '../x509/certificate.ts';
import { signatureAlgorithm } from '../x509/signature-algorithm.ts';
import { branch, count, leaf, optional, utc, type Description } from './description.ts';
import { describeName, withOid } from './names.ts';

export function describeOcspResponse(response: OcspResponseContent): Description[] {
  const { status, responder, producedAt, responses, certificates } = response;
  return [
    leaf('status', status),
    ...(responder ? [describeResponder(responder)] : []),
    ...optional('produced at', producedAt === undefined ? undefined : utc(producedAt)),
    ...responses.map(describeSingleResponse),
    ...optional(
      'signature',
      response.signatureAlgorithm && signatureAlgorithm(response.signatureAlgorithm).name,
    ),
    ...(certificates.length > 0 ? [leaf('sent along', count(certificates.length, 'certificate'))] : []),
  ];
}

function describeResponder(responder: NonNullable<OcspResponseContent['responder']>): Description {
  if (responder instanceof Uint8Array) return leaf('responder key hash', toHex(responder));
  return describeName('responder', responder);
}

function describeSingleResponse(response: OcspSingleResponse): Description {
  const { status, revocationTime, reason, thisUpdate, nextUpdate } = response;
  const children = [
    leaf('status', status),
    ...optional('revoked at', revocationTime === undefined ? undefined : utc(revocationTime)),
    ...optional('reason', reason),
    leaf('this update', utc(thisUpdate)),
    ...optional('next update', nextUpdate === undefined ? undefined : utc(nextUpdate)),
    leaf('hash algorithm', withOid(response.hashAlgorithm.id)),
    leaf('issuer name hash', toHex(response.issuerNameHash)),
    leaf('issuer key hash', toHex(response.issuerKeyHash)),
  ];
  return branch('certificate', children, `serial number ${serialHex(response.serialNumber)}`);
}

export const describeTextNames = (names: readonly TextName[]): Description[] =>
  names.map(({ type, value }) => leaf(type, value));

export function describePkcs7(bundle: Thing & { readonly kind: 'pkcs7' }): Description[] {
  const { certificates, crls, others, signers, contentType } = bundle;
  return [
    leaf('certificates', String(certificates)),
    leaf('CRLs', String(crls)),
    ...(others > 0 ? [leaf('of other kinds', String(others))] : []),
    ...(signers > 0 ? [leaf('signers', `${signers}, not verified`)] : []),
    ...(contentType === 'data' ? [] : [leaf('content', contentType)]),
  ];
}

export function describePkcs12({
  integrity,
  encryption,
}: Thing & { readonly kind: 'pkcs12' }): Description[] {
  return [
    leaf('integrity', integrity ?? 'no check (MAC) in the file'),
    leaf('encryption', encryption.length > 0 ? encryption.join('; ') : 'none'),
  ];
}

/** EC PARAMETERS hold a curve's identifier, DH PARAMETERS two numbers. */
export function describeKeyParameters(der: Uint8Array): Description[] {
  const curve = der[0] === tag.oid ? decodeOid(der, 2, der.length) : undefined;
  return [curve === undefined ? leaf('value', toHex(der)) : leaf('curve', withOid(curve))];
}
