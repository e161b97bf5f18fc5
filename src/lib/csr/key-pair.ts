import { DerReader } from '../asn1/der-reader.ts';
import { algorithmId, curveId, oidName } from '../asn1/oids.ts';
import { tag } from '../asn1/tags.ts';
import { readOid, skipInteger } from '../asn1/values.ts';
import type { Bytes } from '../bytes.ts';
import { DecodeError } from '../errors.ts';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier.ts';

/** A kind of key: RSA with its size in bits, or ECDSA on one of the NIST curves. */
export type KeyKind =
  | { readonly type: 'rsa'; readonly bits: number }
  | { readonly type: 'ec'; readonly curve: (typeof curves)[number] };

/** The hash that a request is signed with. */
export type RequestHash = 'sha256' | 'sha384' | 'sha512';

/** How a key is made or imported. */
export interface KeyOptions {
  /** Hash of signatures made with the key. WebCrypto binds it to RSA keys; default sha256. */
  readonly hash?: RequestHash;
  /** Provider of the key; default the platform's. Keys of one provider work with that provider only. */
  readonly crypto?: Crypto;
}

/** Sizes an Expressway takes and every CA signs. */
export const rsaSizes: readonly number[] = [2048, 3072, 4096];
export const curves = ['P-256', 'P-384', 'P-521'] as const;

export const webCryptoHash: Readonly<Record<RequestHash, string>> = {
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/** 65537: the exponent every product expects (FIPS 186-5 A.1.1). */
const publicExponent = Uint8Array.of(1, 0, 1);

/**
 * Makes an extractable key pair for signing a request.
 *
 * @throws TypeError for an RSA size other than 2048, 3072, 4096 or an unknown curve.
 */
export async function generateKeyPair(kind: KeyKind, options: KeyOptions = {}): Promise<CryptoKeyPair> {
  const { hash = 'sha256', crypto = globalThis.crypto } = options;
  return crypto.subtle.generateKey(generationParameters(kind, hash), true, ['sign', 'verify']);
}

/** @throws TypeError for what generateKeyPair() does not make. */
export function checkKeyKind(kind: KeyKind): void {
  if (kind.type === 'rsa' && !rsaSizes.includes(kind.bits)) {
    throw new TypeError(`RSA keys have 2048, 3072 or 4096 bits here, not ${kind.bits}`);
  }
  if (kind.type === 'ec' && !curves.includes(kind.curve)) {
    throw new TypeError(`the curve is P-256, P-384 or P-521, not ${kind.curve}`);
  }
}

function generationParameters(kind: KeyKind, hash: RequestHash): RsaHashedKeyGenParams | EcKeyGenParams {
  checkKeyKind(kind);
  if (kind.type === 'rsa') {
    return {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: kind.bits,
      publicExponent,
      hash: webCryptoHash[hash],
    };
  }
  return { name: 'ECDSA', namedCurve: kind.curve };
}

/** What WebCrypto says of a key, RSA and EC together (W3C Web Cryptography sections 20 and 23). */
interface SigningAlgorithm extends KeyAlgorithm {
  readonly modulusLength?: number;
  readonly hash?: KeyAlgorithm;
  readonly namedCurve?: string;
}

/** The kind of a WebCrypto key that can sign requests, or undefined for keys that cannot. */
export function keyKindOf(key: CryptoKey): KeyKind | undefined {
  const { name, modulusLength, namedCurve } = key.algorithm as SigningAlgorithm;
  if (name === 'RSASSA-PKCS1-v1_5' && modulusLength) return { type: 'rsa', bits: modulusLength };
  const curve = curves.find((known) => known === namedCurve);
  return name === 'ECDSA' && curve ? { type: 'ec', curve } : undefined;
}

/** `RSA 2048`, `ECDSA P-256`: as people call it. */
export const keyKindText = (kind: KeyKind): string =>
  kind.type === 'rsa' ? `RSA ${kind.bits}` : `ECDSA ${kind.curve}`;

/**
 * A private key that signs with this hash. An RSA key carries its hash and would sign with that one whatever
 * the request asks for, so it is imported again.
 *
 * @throws TypeError where the key has another hash and cannot be exported.
 */
export async function withHash(key: CryptoKey, hash: RequestHash, crypto: Crypto): Promise<CryptoKey> {
  if (key.algorithm.name !== 'RSASSA-PKCS1-v1_5') return key;
  const has = (key.algorithm as SigningAlgorithm).hash?.name;
  const wanted = webCryptoHash[hash];
  if (has === wanted) return key;
  if (!key.extractable)
    throw new TypeError(`the key signs with ${has} only, and cannot be exported for ${wanted}`);
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', key);
  return crypto.subtle.importKey(
    'pkcs8',
    pkcs8,
    { name: key.algorithm.name, hash: wanted },
    key.extractable,
    ['sign'],
  );
}

const curveNames: Readonly<Record<string, string>> = {
  [curveId.secp256r1]: 'P-256',
  [curveId.secp384r1]: 'P-384',
  [curveId.secp521r1]: 'P-521',
};

/**
 * A key pair from PKCS#8 PrivateKeyInfo (RFC 5208, RFC 5958) in DER. The platform says whether the numbers are a key: what
 * another provider cannot take is no fault of the file, and its error passes as it is.
 *
 * @throws DecodeError `unsupported` for other algorithms and curves, `invalid-value` for numbers that are no key.
 */
export async function importKeyPair(pkcs8: Bytes, options: KeyOptions = {}): Promise<CryptoKeyPair> {
  const { hash = 'sha256', crypto = globalThis.crypto } = options;
  const algorithm = importParameters(pkcs8, hash);
  const pair = await platformPair(pkcs8, algorithm);
  if (crypto === globalThis.crypto) return pair;
  const spki = await globalThis.crypto.subtle.exportKey('spki', pair.publicKey);
  return {
    privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']),
    publicKey: await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify']),
  };
}

async function platformPair(
  pkcs8: Bytes,
  algorithm: RsaHashedImportParams | EcKeyImportParams,
): Promise<CryptoKeyPair> {
  const { subtle } = globalThis.crypto;
  try {
    const privateKey = await subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']);
    return { privateKey, publicKey: await publicKeyOf(privateKey, algorithm, subtle) };
  } catch (cause) {
    throw new DecodeError('invalid-value', 'the numbers in it are no usable private key', { cause });
  }
}

function importParameters(pkcs8: Bytes, hash: RequestHash): RsaHashedImportParams | EcKeyImportParams {
  const info = DerReader.over(pkcs8).sequence('privateKeyInfo');
  skipInteger(info, 'version');
  const { id, parameters } = readAlgorithmIdentifier(info, 'privateKeyAlgorithm');
  if (id === algorithmId.rsaEncryption) return { name: 'RSASSA-PKCS1-v1_5', hash: webCryptoHash[hash] };
  if (id !== algorithmId['id-ecPublicKey']) {
    throw new DecodeError('unsupported', `the key is for ${oidName(id) ?? id}, neither RSA nor ECDSA`);
  }
  const curve = DerReader.over(parameters ?? new Uint8Array(), 'parameters');
  if (curve.peek() !== tag.oid) throw new DecodeError('unsupported', 'the key spells its curve out');
  const dotted = readOid(curve, 'namedCurve');
  const namedCurve = curveNames[dotted];
  if (namedCurve) return { name: 'ECDSA', namedCurve };
  throw new DecodeError(
    'unsupported',
    `the curve is ${oidName(dotted) ?? dotted}, not P-256, P-384 or P-521`,
  );
}

/** WebCrypto derives no public key; the JWK form of a private key holds its numbers. */
async function publicKeyOf(
  privateKey: CryptoKey,
  algorithm: RsaHashedImportParams | EcKeyImportParams,
  subtle: SubtleCrypto,
): Promise<CryptoKey> {
  const { kty, n, e, crv, x, y } = await subtle.exportKey('jwk', privateKey);
  const jwk = kty === 'RSA' ? { kty, n, e } : { kty, crv, x, y };
  return subtle.importKey('jwk', jwk as JsonWebKey, algorithm, true, ['verify']);
}
