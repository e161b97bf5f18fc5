import type { Bytes } from '../bytes.ts';
import { importKeyPair, keyKindOf, webCryptoHash, type KeyOptions } from '../csr/key-pair.ts';
import { ownSignature } from '../csr/own-signature.ts';
import { isKeyOf, keyOfSpki } from '../csr/same-key.ts';
import { wrong } from './argument.ts';
import { bytesOf, type AnyBuffer } from './der-of.ts';
import { isObjectWith, oneOf } from './settings.ts';

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

const isCrypto = (value: unknown): boolean =>
  isObjectWith('subtle')(value) &&
  isObjectWith('sign', 'importKey')((value as { readonly subtle: unknown }).subtle);

/** A provider of keys, where one is given. */
export function requireCrypto(argument: string, crypto: unknown): void {
  if (crypto === undefined || isCrypto(crypto)) return;
  const isSubtle = isObjectWith('sign', 'importKey')(crypto);
  const hint = isSubtle ? 'the Crypto that has this as `subtle`' : '';
  throw wrong(argument, 'a Crypto such as globalThis.crypto', crypto, hint);
}

const aHash = oneOf(...Object.keys(webCryptoHash));

export function requireHash(argument: string, hash: unknown): void {
  if (hash !== undefined) aHash(argument, hash);
}

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
  if (isKeyObject(privateKey)) {
    const pair = await copied(argument, privateKey, options);
    const { publicKey } = given as { readonly publicKey?: unknown };
    if (isKeyObject(publicKey)) await requireItsPublicKey(argument, pair, publicKey, options);
    return pair;
  }
  if (!isCryptoKey(privateKey)) throw wrong(`${argument}.privateKey`, 'a CryptoKey or KeyObject', privateKey);
  const pair = given as CryptoKeyPair;
  if (!isCryptoKey(pair.publicKey)) throw wrong(`${argument}.publicKey`, 'a CryptoKey', pair.publicKey);
  if (!keyKindOf(privateKey)) {
    throw new TypeError(`${argument}: ${privateKey.algorithm.name} keys cannot sign a request here`);
  }
  return pair;
}

interface PublicKeyObject {
  readonly type: string;
  export(options: { readonly type: 'spki'; readonly format: 'der' }): AnyBuffer;
}

export const isKeyObject = (value: unknown): value is PrivateKeyObject & PublicKeyObject =>
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

const halves = (argument: string): TypeError =>
  new TypeError(`${argument}: expected a pair, found a public key that is another private key's`);

async function requireItsPublicKey(
  argument: string,
  { publicKey }: CryptoKeyPair,
  given: PublicKeyObject,
  { crypto }: KeyOptions,
): Promise<void> {
  const spki = given.type === 'public' && bytesOf(given.export({ type: 'spki', format: 'der' }));
  if (!spki) throw wrong(`${argument}.publicKey`, 'a public key', given);
  if (!(await isKeyOf(keyOfSpki(spki), publicKey, crypto))) throw halves(argument);
}

/** The request is signed with one half and holds the other: only a pair gives one that any CA takes. */
export async function requirePairBehind(argument: string, request: Uint8Array): Promise<void> {
  if ((await ownSignature(request)) === 'invalid') throw halves(argument);
}

/**
 * Does something with keys, and says so where they are of another provider than the one given, or than the platform's.
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
    if (!(cause instanceof TypeError) || !(await isForeign(key, crypto ?? globalThis.crypto))) throw cause;
    const what = crypto
      ? 'the keys are not of the provider in options.crypto'
      : 'the keys are of another provider of WebCrypto; give it as options.crypto';
    throw new TypeError(`${argument}: ${what}`, { cause });
  }
}

/** Whatever a provider refuses of a key of its own is another error than TypeError. */
async function isForeign(key: CryptoKey, crypto: Crypto): Promise<boolean> {
  try {
    await crypto.subtle.exportKey('jwk', key);
    return false;
  } catch (error) {
    return error instanceof TypeError;
  }
}
