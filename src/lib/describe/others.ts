import { decodeOid } from '../asn1/oid-codec.ts';
import { tag } from '../asn1/tags.ts';
import { toHex } from '../bytes.ts';
import type { TextName } from '../formats/names-text.ts';
import type { Thing } from '../formats/recognised.ts';
import { leaf, type Description } from './description.ts';
import { withOid } from './names.ts';

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
