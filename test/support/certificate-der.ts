import {
  bitString,
  boolean,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  tlv,
  utf8String,
} from '../../src/lib/asn1/der-writer.ts';
import { algorithmId, attributeType, extensionId } from '../../src/lib/asn1/oids.ts';
import { explicit, tag } from '../../src/lib/asn1/tags.ts';
import { hex } from './decode.ts';

const ascii = new TextEncoder();

export const utcTime = (text: string): Uint8Array => tlv(tag.utcTime, ascii.encode(text));
export const generalizedTime = (text: string): Uint8Array => tlv(tag.generalizedTime, ascii.encode(text));

export const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), value);
/** A Name of single-valued RDNs. */
export const nameDer = (...attributes: readonly Uint8Array[]): Uint8Array =>
  sequence(...attributes.map((one) => setOf(one)));
export const commonName = (text: string): Uint8Array =>
  nameDer(attribute(attributeType.commonName, utf8String(text)));

export const sha256WithRsa = sequence(oid(algorithmId.sha256WithRSAEncryption), nullValue());

/** An RSA key of 64 bits: sound in form, good for nothing. */
export const tinyRsaKey = sequence(
  sequence(oid(algorithmId.rsaEncryption), nullValue()),
  bitString(sequence(integer(0xc0ffee0000000001n), integer(65537))),
);

export const extensionDer = (id: string, value: Uint8Array, critical = false): Uint8Array =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value));

/** tbsCertificate.extensions with its tag. */
export const extensionsDer = (...extensions: readonly Uint8Array[]): Uint8Array =>
  tlv(explicit(3), sequence(...extensions));

/** Every field of a certificate as DER; what a test leaves out is sound. The signature is never right. */
export interface CertificateParts {
  readonly version?: Uint8Array;
  readonly serialNumber?: Uint8Array;
  readonly algorithm?: Uint8Array;
  readonly issuer?: Uint8Array;
  readonly validity?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly publicKey?: Uint8Array;
  /** Everything behind the key. */
  readonly rest?: readonly Uint8Array[];
  readonly outerAlgorithm?: Uint8Array;
  readonly signatureValue?: Uint8Array;
}

export const version3 = tlv(explicit(0), integer(2));
export const keyUsageDer = extensionDer(extensionId.keyUsage, hex('030205a0'), true);

export function certificateDer(parts: CertificateParts = {}): Uint8Array {
  const algorithm = parts.algorithm ?? sha256WithRsa;
  const tbs = sequence(
    parts.version ?? version3,
    parts.serialNumber ?? integer(0x1234),
    algorithm,
    parts.issuer ?? commonName('Issuer'),
    parts.validity ?? sequence(utcTime('260101000000Z'), utcTime('270101000000Z')),
    parts.subject ?? commonName('Subject'),
    parts.publicKey ?? tinyRsaKey,
    ...(parts.rest ?? [extensionsDer(keyUsageDer)]),
  );
  return sequence(tbs, parts.outerAlgorithm ?? algorithm, parts.signatureValue ?? bitString(hex('00112233')));
}
