import { toBase64, toHex, type Bytes } from '../bytes.ts';

export type FingerprintHash = 'SHA-1' | 'SHA-256';

/** Digest of a certificate's DER as upper-case hex pairs with colons, as openssl and browsers print it. */
export async function fingerprint(der: Uint8Array, hash: FingerprintHash = 'SHA-256'): Promise<string> {
  return toHex(await digest(hash, der), ':').toUpperCase();
}

/** `sha256:` and the base64 of the digest over a SubjectPublicKeyInfo (PublicKey.der). */
export async function publicKeyHash(spki: Uint8Array): Promise<string> {
  return `sha256:${toBase64(await digest('SHA-256', spki))}`;
}

/** SHA-256 of the bytes of a file, in lower-case hex as sha256sum prints it. */
export const sha256Hex = async (bytes: Uint8Array): Promise<string> => toHex(await digest('SHA-256', bytes));

async function digest(hash: FingerprintHash, data: Uint8Array): Promise<Uint8Array> {
  // The cast: WebCrypto itself refuses memory shared between threads, with a TypeError.
  return new Uint8Array(await globalThis.crypto.subtle.digest(hash, data as Bytes));
}
