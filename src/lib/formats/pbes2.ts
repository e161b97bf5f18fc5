import { DerReader } from '../asn1/der-reader.ts';
import { integer, nullValue, octetString, oid, sequence } from '../asn1/der-writer.ts';
import { oidName, pkcsId } from '../asn1/oids.ts';
import { tag } from '../asn1/tags.ts';
import { readCount } from '../asn1/values.ts';
import type { Bytes } from '../bytes.ts';
import { DecodeError } from '../errors.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../x509/algorithm-identifier.ts';

/** OWASP's figure for PBKDF2-HMAC-SHA-256 (Password Storage Cheat Sheet, 2023): about 0.1 s on a server core. */
export const defaultIterations = 600_000;
/** Two seconds of work; a file that asks for more is made to keep us busy. */
export const maxIterations = 10_000_000;

/** Pseudo-random functions WebCrypto has (RFC 8018 B.1.2). */
const prfHashes: Readonly<Record<string, string>> = {
  [pkcsId.hmacWithSHA1]: 'SHA-1',
  [pkcsId.hmacWithSHA256]: 'SHA-256',
  [pkcsId.hmacWithSHA384]: 'SHA-384',
  [pkcsId.hmacWithSHA512]: 'SHA-512',
};

/** Key lengths of the AES-CBC ciphers (RFC 8018 B.2.5). */
const aesBits: Readonly<Record<string, number>> = {
  [pkcsId['aes128-CBC']]: 128,
  [pkcsId['aes192-CBC']]: 192,
  [pkcsId['aes256-CBC']]: 256,
};

/** What people call the encryptions that are not read here. */
const otherEncryptions: Readonly<Record<string, string>> = {
  [pkcsId['pbeWithMD5AndDES-CBC']]: 'DES with MD5 (PBES1)',
  [pkcsId['pbeWithSHA1AndDES-CBC']]: 'DES with SHA-1 (PBES1)',
  [pkcsId.pbeWithSHAAnd128BitRC4]: '128-bit RC4 with SHA-1 (PKCS#12)',
  [pkcsId['pbeWithSHAAnd3-KeyTripleDES-CBC']]: 'triple DES with SHA-1 (PKCS#12)',
  [pkcsId['pbeWithSHAAnd128BitRC2-CBC']]: '128-bit RC2 with SHA-1 (PKCS#12)',
  [pkcsId['pbeWithSHAAnd40BitRC2-CBC']]: '40-bit RC2 with SHA-1 (PKCS#12)',
  [pkcsId.desCBC]: 'DES',
  [pkcsId['rc2-CBC']]: 'RC2',
  [pkcsId['des-EDE3-CBC']]: 'triple DES',
};

const encryptionName = (id: string): string => otherEncryptions[id] ?? oidName(id) ?? id;

/**
 * Encrypts with PBES2 (RFC 8018): PBKDF2-HMAC-SHA-256, random salt of 16 bytes, AES-256-CBC.
 *
 * @returns SEQUENCE { AlgorithmIdentifier, OCTET STRING }, such as EncryptedPrivateKeyInfo (RFC 5958 section 3).
 */
export async function encryptPbes2(
  plain: Bytes,
  passphrase: string,
  iterations: number,
  crypto: Crypto,
): Promise<Bytes> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const key = await deriveKey(
    { salt, iterations, hash: 'SHA-256', bits: 256, iv },
    passphrase,
    'encrypt',
    crypto,
  );
  const encrypted = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, key, plain);
  const prf = sequence(oid(pkcsId.hmacWithSHA256), nullValue());
  const kdf = sequence(oid(pkcsId.PBKDF2), sequence(octetString(salt), integer(iterations), prf));
  const cipher = sequence(oid(pkcsId['aes256-CBC']), octetString(iv));
  return sequence(sequence(oid(pkcsId.PBES2), sequence(kdf, cipher)), octetString(new Uint8Array(encrypted)));
}

interface Pbes2 {
  readonly salt: Bytes;
  readonly iterations: number;
  readonly hash: string;
  readonly bits: number;
  readonly iv: Bytes;
}

/**
 * Opens SEQUENCE { AlgorithmIdentifier, OCTET STRING } that PBES2 made with PBKDF2 and AES-CBC.
 *
 * A wrong passphrase shows as broken padding in 255 of 256 cases; whether the rest makes sense is for the
 * caller to see.
 *
 * @throws DecodeError `unsupported` (naming the algorithm), `too-large` (iterations), `wrong-passphrase`.
 */
export async function decryptPbes2(
  encrypted: Uint8Array,
  passphrase: string,
  crypto: Crypto,
): Promise<Bytes> {
  const outer = DerReader.over(encrypted).sequence('encryptedPrivateKeyInfo');
  const pbes2 = readParameters(readAlgorithmIdentifier(outer, 'encryptionAlgorithm'));
  const data = outer.content(tag.octetString, 'encryptedData');
  outer.finish();
  const key = await deriveKey(pbes2, passphrase, 'decrypt', crypto);
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-CBC', iv: pbes2.iv }, key, new Uint8Array(data)),
    );
  } catch (cause) {
    throw new DecodeError('wrong-passphrase', 'the passphrase is wrong', { cause });
  }
}

function readParameters(encryption: AlgorithmIdentifier): Pbes2 {
  if (encryption.id !== pkcsId.PBES2) throw unsupported(encryption.id);
  const parameters = over(encryption, 'pbes2').sequence('parameters');
  const kdf = readAlgorithmIdentifier(parameters, 'keyDerivationFunc');
  const cipher = readAlgorithmIdentifier(parameters, 'encryptionScheme');
  parameters.finish();
  const bits = aesBits[cipher.id];
  if (kdf.id !== pkcsId.PBKDF2) throw unsupported(kdf.id);
  if (!bits) throw unsupported(cipher.id);
  const iv = new Uint8Array(over(cipher, 'aes').content(tag.octetString, 'iv'));
  return { ...readPbkdf2(kdf), bits, iv };
}

function readPbkdf2(kdf: AlgorithmIdentifier): Pick<Pbes2, 'salt' | 'iterations' | 'hash'> {
  const parameters = over(kdf, 'pbkdf2').sequence('parameters');
  const salt = new Uint8Array(parameters.content(tag.octetString, 'salt'));
  const iterations = readIterations(parameters);
  // keyLength says nothing the cipher does not say as well.
  if (parameters.peek() === tag.integer) parameters.element('keyLength');
  const prf = parameters.done ? pkcsId.hmacWithSHA1 : readAlgorithmIdentifier(parameters, 'prf').id;
  parameters.finish();
  const hash = prfHashes[prf];
  if (!hash) throw unsupported(prf);
  return { salt, iterations, hash };
}

function readIterations(parameters: DerReader): number {
  const start = parameters.at;
  const count = readCount(parameters, 'iterationCount');
  if (count === 0) parameters.fail('invalid-integer', 'no iterations', start, 'iterationCount');
  if (count > maxIterations) {
    parameters.fail('too-large', `${count} iterations, more than ${maxIterations}`, start, 'iterationCount');
  }
  return count;
}

function over({ parameters }: AlgorithmIdentifier, field: string): DerReader {
  return DerReader.over(parameters ?? new Uint8Array(), field);
}

function unsupported(id: string): DecodeError {
  return new DecodeError('unsupported', `encrypted with ${encryptionName(id)}, which is not read here`);
}

async function deriveKey(
  { salt, iterations, hash, bits }: Pbes2,
  passphrase: string,
  use: 'encrypt' | 'decrypt',
  crypto: Crypto,
): Promise<CryptoKey> {
  const secret = new TextEncoder().encode(passphrase);
  const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']);
  const key = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash, salt, iterations }, base, bits);
  try {
    return await crypto.subtle.importKey('raw', key, 'AES-CBC', false, [use]);
  } catch (cause) {
    throw new DecodeError('unsupported', `this platform has no AES-${bits}`, { cause });
  }
}
