import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { scrypt as scryptKey } from '@noble/hashes/scrypt.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concat, type Bytes } from '../../bytes.ts';
import { DecodeError } from '../../errors.ts';
import { spend, type Work } from './work.ts';

/**
 * Digests without promises: PKCS#12's key derivation calls one for every round, and 600,000 promises take 18
 * seconds where 600,000 calls take one.
 */
export const digests = {
  'SHA-1': sha1,
  'SHA-224': sha224,
  'SHA-256': sha256,
  'SHA-384': sha384,
  'SHA-512': sha512,
  MD5: md5,
} as const;
export type DigestName = keyof typeof digests;

/** A round in JavaScript takes at most five times as long as one of PBKDF2 in WebCrypto. */
export const weightOfDigest = 5;
/** A mixing step of scrypt against a round of PBKDF2. */
const weightOfScrypt = 3;

/** The purpose of a derived key (RFC 7292 B.3). */
export type Pkcs12Purpose = 'key' | 'iv' | 'mac';
const diversifiers: Readonly<Record<Pkcs12Purpose, number>> = { key: 1, iv: 2, mac: 3 };

export interface Pkcs12Derivation {
  readonly digest: DigestName;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** Key derivation of PKCS#12 (RFC 7292 B.2); `secret` is the passphrase in one of its encodings. */
export function pkcs12Key(
  { digest, salt, iterations }: Pkcs12Derivation,
  secret: Uint8Array,
  purpose: Pkcs12Purpose,
  length: number,
  work: Work,
): Bytes {
  const hash = digests[digest];
  const diversifier = new Uint8Array(hash.blockLen).fill(diversifiers[purpose]);
  const input = concat(repeated(salt, hash.blockLen), repeated(secret, hash.blockLen));
  const blocks: Uint8Array[] = [];
  for (let made = 0; made < length; made += hash.outputLen) {
    spend(work, iterations, weightOfDigest);
    const block = hashAgain(digest, hash(concat(diversifier, input)), iterations - 1);
    blocks.push(block);
    addToBlocks(input, block, hash.blockLen);
  }
  return concat(...blocks).slice(0, length);
}

/** A digest that has begun. */
interface Begun {
  update(octets: Uint8Array): { digestInto(octets: Uint8Array): void };
  clone(): Begun;
  _cloneInto(to: Begun): Begun;
}

/** The digest of the digest and so on, in place: a new object each round takes twice as long. */
function hashAgain(digest: DigestName, block: Uint8Array, rounds: number): Uint8Array {
  const begun = digests[digest].create() as Begun;
  let state = begun.clone();
  for (let round = 0; round < rounds; round++) {
    state = begun._cloneInto(state);
    state.update(block).digestInto(block);
  }
  return block;
}

/** As often as it takes to fill whole blocks; nothing stays nothing. */
function repeated(octets: Uint8Array, blockLength: number): Bytes {
  const length = blockLength * Math.ceil(octets.length / blockLength);
  return Uint8Array.from({ length }, (_, i) => octets[i % octets.length]!);
}

/** Step 6 C: every block of the input grows by the last block made and one, as big-endian numbers. */
function addToBlocks(input: Uint8Array, block: Uint8Array, blockLength: number): void {
  for (let start = 0; start < input.length; start += blockLength) {
    let carry = 1;
    for (let i = blockLength - 1; i >= 0; i--) {
      carry += input[start + i]! + block[i % block.length]!;
      input[start + i] = carry & 255;
      carry >>= 8;
    }
  }
}

/** PBKDF1 (RFC 8018 5.1). */
export function pbkdf1(
  { digest, salt, iterations }: Pkcs12Derivation,
  secret: Uint8Array,
  length: number,
  work: Work,
): Uint8Array {
  spend(work, iterations, weightOfDigest);
  const first = digests[digest](concat(secret, salt));
  return hashAgain(digest, first, iterations - 1).subarray(0, length);
}

/** OpenSSL's EVP_BytesToKey with MD5 and one round: the key derivation of old encrypted PEM files. */
export function opensslPemKey(secret: Uint8Array, salt: Uint8Array, length: number): Uint8Array {
  let key: Uint8Array = new Uint8Array();
  let block: Uint8Array = new Uint8Array();
  while (key.length < length) {
    block = md5(concat(block, secret, salt));
    key = concat(key, block);
  }
  return key.subarray(0, length);
}

export interface ScryptDerivation {
  readonly salt: Uint8Array;
  /** N: a power of two. */
  readonly cost: number;
  /** r */
  readonly blockSize: number;
  /** p */
  readonly parallelization: number;
}

/** scrypt (RFC 7914). */
export function scrypt(
  { salt, cost, blockSize, parallelization }: ScryptDerivation,
  secret: Uint8Array,
  length: number,
  work: Work,
): Uint8Array {
  if (cost < 2 || !Number.isInteger(Math.log2(cost)) || blockSize < 1 || parallelization < 1) {
    throw new DecodeError('invalid-value', 'the parameters of scrypt are out of range');
  }
  const memory = 128 * blockSize * (cost + parallelization);
  if (memory > work.limits.scryptMemory) {
    throw new DecodeError(
      'too-large',
      `scrypt asks for ${memory} bytes of memory, and at most ${work.limits.scryptMemory} are used here (limit scryptMemory)`,
    );
  }
  spend(work, cost * blockSize * parallelization, weightOfScrypt);
  return scryptKey(secret, salt, {
    N: cost,
    r: blockSize,
    p: parallelization,
    dkLen: length,
    maxmem: memory * 2,
  });
}

/** HMAC over PKCS#12 content. */
export function pkcs12Mac(
  derivation: Pkcs12Derivation,
  secret: Uint8Array,
  content: Uint8Array,
  work: Work,
): Bytes {
  const { digest } = derivation;
  const key = pkcs12Key(derivation, secret, 'mac', digests[digest].outputLen, work);
  return hmacOf(digest, key, content);
}

export const hmacOf = (digest: DigestName, key: Uint8Array, content: Uint8Array): Bytes =>
  concat(hmac(digests[digest], key, content));
