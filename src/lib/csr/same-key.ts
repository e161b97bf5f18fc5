import { DerReader } from '../asn1/der-reader.ts';
import { equal, toHex } from '../bytes.ts';
import { readPublicKey, type PublicKey } from '../x509/public-key.ts';

/**
 * Is this the public half of the key pair?
 *
 * @param publicKey an extractable public key of WebCrypto
 */
export async function isKeyOf(
  key: PublicKey,
  publicKey: CryptoKey,
  crypto: Crypto = globalThis.crypto,
): Promise<boolean> {
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
  return isSameKey(key, keyOfSpki(spki));
}

/** @param spki SubjectPublicKeyInfo in DER */
export const keyOfSpki = (spki: Uint8Array): PublicKey => readPublicKey(DerReader.over(spki));

/** Compares the numbers: one key can be written in several ways (RFC 5480 2.2, RFC 4055 1.2). */
export function isSameKey(a: PublicKey, b: PublicKey): boolean {
  if (isRsa(a) && isRsa(b)) return equal(a.modulus, b.modulus) && a.exponent === b.exponent;
  if (a.kind === 'ec' && b.kind === 'ec') {
    return a.curveId === b.curveId && equal(compressed(a.keyBits), compressed(b.keyBits));
  }
  return equal(a.der, b.der);
}

const isRsa = (key: PublicKey): key is Extract<PublicKey, { kind: 'rsa' | 'rsa-pss' }> =>
  key.kind === 'rsa' || key.kind === 'rsa-pss';

/** A point as its x and the parity of y (SEC 1 section 2.3.3). */
function compressed(point: Uint8Array): Uint8Array {
  if (point[0] !== 4) return point;
  const short = point.slice(0, (point.length + 1) / 2);
  short[0] = 2 + (point.at(-1)! & 1);
  return short;
}

/** Equal for two keys exactly where isSameKey() says yes: a key for maps. */
export function keyIdentity(key: PublicKey): string {
  if (isRsa(key)) return `rsa ${key.exponent} ${toHex(key.modulus)}`;
  return key.kind === 'ec' ? `ec ${key.curveId} ${toHex(compressed(key.keyBits))}` : toHex(key.der);
}
