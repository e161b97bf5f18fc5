import type { Bytes } from '../bytes.ts';
import { importKeyPair, keyKindOf, type KeyOptions } from '../csr/key-pair.ts';
import { wrong } from './argument.ts';
import { bytesOf, type AnyBuffer } from './der-of.ts';

/** A private key of node:crypto. */
export interface PrivateKeyObject {
  readonly type: string;
  readonly asymmetricKeyType?: string | undefined;
  export(options: { readonly type: 'pkcs8'; readonly format: 'der' }): AnyBuffer;
}

/**
 * A key to sign with: a pair of WebCrypto, of any provider, or a pair of node:crypto KeyObjects, which is copied into
 * WebCrypto through PKCS#8.
 */
export type KeyPairInput = CryptoKeyPair | { readonly privateKey: PrivateKeyObject };

const expected = 'a CryptoKeyPair or a pair of KeyObjects';

/** @throws TypeError for what is no key pair, or of a kind that cannot sign requests */
export async function keyPairOf(
  argument: string,
  input: KeyPairInput,
  options: KeyOptions,
): Promise<CryptoKeyPair> {
  const given: unknown = input;
  if (typeof given !== 'object' || given === null || !('privateKey' in given))
    throw wrong(argument, expected, given);
  const { privateKey } = given;
  if (isKeyObject(privateKey)) return copied(argument, privateKey, options);
  if (!isCryptoKey(privateKey)) throw wrong(`${argument}.privateKey`, 'a CryptoKey or KeyObject', privateKey);
  const pair = given as CryptoKeyPair;
  if (!isCryptoKey(pair.publicKey)) throw wrong(`${argument}.publicKey`, 'a CryptoKey', pair.publicKey);
  if (!keyKindOf(privateKey)) {
    throw new TypeError(`${argument}: ${privateKey.algorithm.name} keys cannot sign a request here`);
  }
  return pair;
}

const isKeyObject = (value: unknown): value is PrivateKeyObject =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<PrivateKeyObject>).export === 'function' &&
  'asymmetricKeyType' in value;

/** By its properties: providers have classes of their own. */
export const isCryptoKey = (value: unknown): value is CryptoKey =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<CryptoKey>).algorithm === 'object' &&
  'extractable' in value;

async function copied(argument: string, key: PrivateKeyObject, options: KeyOptions): Promise<CryptoKeyPair> {
  const { type, asymmetricKeyType } = key;
  if (type !== 'private')
    throw new TypeError(`${argument}.privateKey: expected a private key, found a ${type} one`);
  if (asymmetricKeyType !== 'rsa' && asymmetricKeyType !== 'ec') {
    throw new TypeError(`${argument}: ${asymmetricKeyType} keys cannot sign a request here`);
  }
  const pkcs8 = bytesOf(key.export({ type: 'pkcs8', format: 'der' }));
  if (!pkcs8) throw new TypeError(`${argument}.privateKey: its export is not DER`);
  return importKeyPair(pkcs8 as Bytes, options);
}

/**
 * Does something with keys, and says what is missing where they are of a provider that was not given.
 *
 * @param crypto what the caller gave
 */
export async function withKeys<Result>(
  argument: string,
  key: CryptoKey,
  crypto: Crypto | undefined,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (cause) {
    if (crypto || !(cause instanceof TypeError) || !(await isForeign(key))) throw cause;
    const what = 'the keys are of another provider of WebCrypto; give it as options.crypto';
    throw new TypeError(`${argument}: ${what}`, { cause });
  }
}

/** Whatever the platform refuses of a key of its own is another error than TypeError. */
async function isForeign(key: CryptoKey): Promise<boolean> {
  try {
    await globalThis.crypto.subtle.exportKey('jwk', key);
    return false;
  } catch (error) {
    return error instanceof TypeError;
  }
}
