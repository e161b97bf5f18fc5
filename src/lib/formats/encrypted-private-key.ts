import { DerReader } from '../asn1/der-reader.ts';
import { tag } from '../asn1/tags.ts';
import type { Bytes } from '../bytes.ts';
import { DecodeError } from '../errors.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';
import { decryptWith } from './encryption/decrypt.ts';
import { readEncryptionScheme, readPemScheme, type EncryptionScheme } from './encryption/scheme.ts';
import type { Work } from './encryption/work.ts';
import type { PemBlock } from './pem.ts';
import { isPrivateKey } from './pkcs12-bags.ts';

/**
 * Decrypts PKCS#8 EncryptedPrivateKeyInfo (RFC 5958 section 3), or a key in a PEM block with `DEK-Info`.
 *
 * The empty passphrase is always tried as well.
 *
 * @param headers of the PEM block; empty for DER
 * @returns the key in PKCS#8, PKCS#1 or SEC1, and how it was encrypted
 * @throws DecodeError `passphrase-needed` (none was given), `wrong-passphrase` (this format has no integrity check,
 *   so it may as well be damaged), `unsupported`, `too-large`, and those of the syntax
 */
export async function decryptPrivateKey(
  der: Uint8Array,
  headers: PemBlock['headers'],
  passphrases: readonly string[],
  work: Work,
): Promise<{ readonly plain: Bytes; readonly encryption: string }> {
  const dekInfo = headers['DEK-Info'];
  const { scheme, encrypted } =
    dekInfo === undefined ? readInfo(der) : { scheme: readPemScheme(dekInfo), encrypted: der };
  const tried = [...new Set([...passphrases, ''])];
  const decrypted = await decryptWith(scheme, encrypted, tried, isPrivateKey, work);
  if (decrypted) return { plain: decrypted.plain, encryption: scheme.name };
  if (passphrases.length === 0)
    throw new DecodeError('passphrase-needed', `the key is encrypted (${scheme.name})`);
  throw new DecodeError('wrong-passphrase', 'the passphrase is wrong, or the key is damaged');
}

function readInfo(der: Uint8Array): { readonly scheme: EncryptionScheme; readonly encrypted: Uint8Array } {
  const input = DerReader.over(der);
  const info = input.sequence('EncryptedPrivateKeyInfo');
  input.finish();
  const scheme = readEncryptionScheme(readAlgorithmIdentifier(info, 'encryptionAlgorithm'));
  const encrypted = info.content(tag.octetString, 'encryptedData');
  info.finish();
  return { scheme, encrypted };
}
