import type { Bytes } from '../../bytes.ts';

/** A block cipher with its key, decrypting only: nothing here is ever encrypted with these. */
export interface BlockDecryption {
  /** Octets of a block. */
  readonly size: number;
  /** Decrypts the block of `input` at `at` to the same place of `output`. */
  decrypt(input: Uint8Array, at: number, output: Uint8Array): void;
}

/**
 * CBC decryption with the padding of PKCS#7 removed (RFC 5652 6.3).
 *
 * @returns undefined where length or padding are not right, as a wrong key makes them.
 */
export function decryptCbc(
  cipher: BlockDecryption,
  iv: Uint8Array,
  encrypted: Uint8Array,
): Bytes | undefined {
  const { size } = cipher;
  if (encrypted.length === 0 || encrypted.length % size !== 0 || iv.length !== size) return undefined;
  const plain = new Uint8Array(encrypted.length);
  for (let at = 0; at < encrypted.length; at += size) {
    cipher.decrypt(encrypted, at, plain);
    for (let i = 0; i < size; i++) plain[at + i]! ^= at === 0 ? iv[i]! : encrypted[at + i - size]!;
  }
  const padding = plain.at(-1)!;
  if (padding === 0 || padding > size) return undefined;
  const end = plain.length - padding;
  return plain.subarray(end).every((octet) => octet === padding) ? plain.slice(0, end) : undefined;
}
