import { toBase64, toHex, type Bytes } from '../bytes.ts';

export type FingerprintHash = 'SHA-1' | 'SHA-256';

/** SHA-256 of octets, at once or later. */
export type Sha256 = (octets: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** Digest of a certificate's DER as upper-case hex pairs with colons, as openssl and browsers print it. */
export async function fingerprint(der: Uint8Array, hash: FingerprintHash = 'SHA-256'): Promise<string> {
  return fingerprintText(await digest(hash, der));
}

/** `sha256:` and the base64 of the digest over a SubjectPublicKeyInfo (PublicKey.der). */
export async function publicKeyHash(spki: Uint8Array): Promise<string> {
  return publicKeyHashText(await webCryptoSha256(spki));
}

export const fingerprintText = (digest: Uint8Array): string => toHex(digest, ':').toUpperCase();

export const publicKeyHashText = (sha256: Uint8Array): string => `sha256:${toBase64(sha256)}`;

export const webCryptoSha256 = (octets: Uint8Array): Promise<Uint8Array> => digest('SHA-256', octets);

async function digest(hash: FingerprintHash, data: Uint8Array): Promise<Uint8Array> {
  // The cast: WebCrypto itself refuses memory shared between threads, with a TypeError.
  return new Uint8Array(await globalThis.crypto.subtle.digest(hash, data as Bytes));
}
