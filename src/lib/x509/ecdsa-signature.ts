import { DerReader } from '../asn1/der-reader.ts';
import { readIntegerBytes } from '../asn1/values.ts';
import { DecodeError } from '../errors.ts';

/**
 * Ecdsa-Sig-Value ::= SEQUENCE { r, s } (RFC 3279 2.2.3) → r and s side by side, `width` octets each, as WebCrypto
 * takes it. undefined where the DER is not strict or a number cannot be one of a signature.
 */
export function rawEcdsaSignature(der: Uint8Array, width: number): Uint8Array | undefined {
  try {
    const reader = DerReader.over(der);
    const value = reader.sequence('');
    const r = readIntegerBytes(value, 'r');
    const s = readIntegerBytes(value, 's');
    value.finish();
    reader.finish();
    const raw = new Uint8Array(2 * width);
    return place(r, raw, width) && place(s, raw, 2 * width) ? raw : undefined;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

/** Puts a positive number so that it ends before `end`; false where it is negative or too long. */
function place(octets: Uint8Array, raw: Uint8Array, end: number): boolean {
  const magnitude = octets[0] === 0 ? octets.subarray(1) : octets;
  const width = raw.length / 2;
  if (octets[0]! >= 0x80 || magnitude.length > width) return false;
  raw.set(magnitude, end - magnitude.length);
  return true;
}
