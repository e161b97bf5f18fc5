import { integer, nullValue, octetString, oid, sequence } from '../../asn1/der-writer.ts';
import { pkcsId } from '../../asn1/oids.ts';
import type { Bytes } from '../../bytes.ts';
import { pbkdf2 } from './pbkdf2.ts';
import { startWork } from './work.ts';

/** OWASP's figure for PBKDF2-HMAC-SHA-256 (Password Storage Cheat Sheet, 2023): about 0.1 s on a server core. */
export const defaultIterations = 600_000;

/**
 * Encrypts with PBES2 (RFC 8018): PBKDF2-HMAC-SHA-256, random salt of 16 octets, AES-256-CBC.
 *
 * @returns SEQUENCE { AlgorithmIdentifier, OCTET STRING }, such as EncryptedPrivateKeyInfo (RFC 5958 section 3).
 */
export async function encryptPbes2(plain: Bytes, passphrase: string, iterations: number): Promise<Bytes> {
  const salt = globalThis.crypto.getRandomValues(new Uint8Array(16));
  const iv = globalThis.crypto.getRandomValues(new Uint8Array(16));
  const parameters = { salt, iterations, keyLength: undefined, digest: 'SHA-256' } as const;
  const octets = await pbkdf2(parameters, new TextEncoder().encode(passphrase), 32, startWork());
  const key = await globalThis.crypto.subtle.importKey('raw', octets, 'AES-CBC', false, ['encrypt']);
  const encrypted = await globalThis.crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, plain);
  const prf = sequence(oid(pkcsId.hmacWithSHA256), nullValue());
  const derivation = sequence(oid(pkcsId.PBKDF2), sequence(octetString(salt), integer(iterations), prf));
  const scheme = sequence(oid(pkcsId['aes256-CBC']), octetString(iv));
  return sequence(
    sequence(oid(pkcsId.PBES2), sequence(derivation, scheme)),
    octetString(new Uint8Array(encrypted)),
  );
}
