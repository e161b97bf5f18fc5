import { bitString, nullValue, oid, sequence } from '../asn1/der-writer.ts';
import { algorithmId } from '../asn1/oids.ts';
import type { Bytes } from '../bytes.ts';
import type { AlgorithmIdentifier } from './algorithm-identifier.ts';
import { rawEcdsaSignature } from './ecdsa-signature.ts';
import { isTooCostly } from './key-cost.ts';
import type { EcPublicKey, PublicKey } from './public-key.ts';
import { signatureAlgorithm, type SignatureScheme } from './signature-algorithm.ts';
import { fits } from './signature-fit.ts';

export { signatureAlgorithm } from './signature-algorithm.ts';
export type { SignatureAlgorithm, SignatureScheme } from './signature-algorithm.ts';

/** Was the signature checked, and did it hold? `unsupported` is not `invalid`: nobody could check it. */
export type SignatureStatus = 'valid' | 'invalid' | 'unsupported';

/**
 * Verifies signatures. webCryptoVerifier() is one; a synchronous one on node:crypto fits as well.
 * Only asked where scheme and key belong together.
 */
export interface SignatureVerifier {
  /** `signature` is as the certificate carries it; for ECDSA the DER of SEQUENCE { r, s }. */
  verify(
    scheme: SignatureScheme,
    key: PublicKey,
    signed: Uint8Array,
    signature: Uint8Array,
  ): SignatureStatus | Promise<SignatureStatus>;
}

/**
 * Checks `signature` over `signed` with the given key. A synchronous verifier gives a synchronous answer.
 * An algorithm that cannot have been used with this key makes the signature `invalid`; one that cannot be
 * computed here makes it `unsupported`.
 */
export function verifySignature(
  algorithm: AlgorithmIdentifier,
  key: PublicKey,
  signed: Uint8Array,
  signature: Uint8Array,
  verifier: SignatureVerifier = webCryptoVerifier(),
): SignatureStatus | Promise<SignatureStatus> {
  const { scheme } = signatureAlgorithm(algorithm);
  if (!scheme) return 'unsupported';
  if (isTooCostly(key)) return 'unsupported';
  if (!fits(scheme, key)) return key.kind === 'unknown' ? 'unsupported' : 'invalid';
  return verifier.verify(scheme, key, signed, signature);
}

/** The same verifier, which leaves alone what costs too much. */
export const boundedVerifier = (verifier: SignatureVerifier, most: number): SignatureVerifier => ({
  verify: (scheme, key, signed, signature) =>
    isTooCostly(key, most) ? 'unsupported' : verifier.verify(scheme, key, signed, signature),
});

/** Keys that one verifier remembers: far more than any chain has, few enough to hold. */
const rememberedKeys = 1000;

type ImportedKey = CryptoKey | 'invalid' | 'unsupported';

/** A verifier on WebCrypto. Importing a key costs more than using it, so it remembers keys: one per task, then drop it. */
export function webCryptoVerifier(crypto: Crypto = globalThis.crypto): SignatureVerifier {
  const { subtle } = crypto;
  const imported = new Map<string, Promise<ImportedKey>>();
  const remember = (scheme: SignatureScheme, key: PublicKey): Promise<ImportedKey> => {
    const identity = identityOf(scheme, key);
    const known = imported.get(identity);
    if (known) return known;
    if (imported.size >= rememberedKeys) imported.clear();
    const importing = importKey(subtle, scheme, key);
    imported.set(identity, importing);
    return importing;
  };
  return {
    async verify(scheme, key, signed, signature) {
      const usable = await remember(scheme, key);
      if (typeof usable === 'string') return usable;
      const octets = key.kind === 'ec' ? rawEcdsaSignature(signature, fieldOctets(key)) : signature;
      return octets ? verifyWith(subtle, scheme, usable, signed, octets) : 'invalid';
    },
  };
}

const fieldOctets = ({ bits }: EcPublicKey): number => Math.ceil((bits ?? 0) / 8);

async function verifyWith(
  subtle: SubtleCrypto,
  scheme: SignatureScheme,
  key: CryptoKey,
  signed: Uint8Array,
  signature: Uint8Array,
): Promise<SignatureStatus> {
  try {
    const holds = await subtle.verify(operation(scheme), key, signature as Bytes, signed as Bytes);
    return holds ? 'valid' : 'invalid';
  } catch {
    return 'unsupported';
  }
}

function operation(scheme: SignatureScheme): string | RsaPssParams | EcdsaParams {
  switch (scheme.kind) {
    case 'rsa-pkcs1':
      return 'RSASSA-PKCS1-v1_5';
    case 'rsa-pss':
      return { name: 'RSA-PSS', saltLength: scheme.parameters.saltLength };
    case 'ecdsa':
      return { name: 'ECDSA', hash: scheme.hash };
    case 'ed25519':
      return 'Ed25519';
  }
}

const latin1 = new TextDecoder('latin1');

/** WebCrypto binds RSA keys to a padding and a hash when it imports them. */
function identityOf(scheme: SignatureScheme, key: PublicKey): string {
  const isBound = scheme.kind === 'rsa-pkcs1' || scheme.kind === 'rsa-pss';
  return `${isBound ? `${scheme.kind} ${scheme.hash}` : ''} ${latin1.decode(key.der)}`;
}

async function importKey(
  subtle: SubtleCrypto,
  scheme: SignatureScheme,
  key: PublicKey,
): Promise<ImportedKey> {
  const algorithm = importAlgorithm(scheme, key);
  if (!algorithm) return 'unsupported';
  try {
    return await subtle.importKey('spki', importableKey(key) as Bytes, algorithm, false, ['verify']);
  } catch (error) {
    const isUnknown = error instanceof Error && error.name === 'NotSupportedError';
    return isUnknown || !isAlwaysImportable(key) ? 'unsupported' : 'invalid';
  }
}

function importAlgorithm(
  scheme: SignatureScheme,
  key: PublicKey,
): string | RsaHashedImportParams | EcKeyImportParams | undefined {
  switch (scheme.kind) {
    case 'rsa-pkcs1':
      return { name: 'RSASSA-PKCS1-v1_5', hash: scheme.hash };
    case 'rsa-pss':
      // WebCrypto has one hash for both.
      return scheme.parameters.maskHash === scheme.hash ? { name: 'RSA-PSS', hash: scheme.hash } : undefined;
    case 'ecdsa':
      return key.kind === 'ec' && key.curve ? { name: 'ECDSA', namedCurve: key.curve } : undefined;
    case 'ed25519':
      return 'Ed25519';
  }
}

/** Node and Chromium refuse id-RSASSA-PSS as the algorithm of a key, and Firefox a missing NULL: plain RSA goes everywhere. */
function importableKey(key: PublicKey): Uint8Array {
  if (key.kind !== 'rsa' && key.kind !== 'rsa-pss') return key.der;
  return sequence(sequence(oid(algorithmId.rsaEncryption), nullValue()), bitString(key.keyBits));
}

/**
 * Would a sound key of this kind be imported everywhere? Then one that is refused is broken, and no signature
 * can hold. RSA has sizes that some implementations do not take, and a compressed point is optional (RFC 5480 2.2).
 */
function isAlwaysImportable(key: PublicKey): boolean {
  return key.kind === 'ed25519' || (key.kind === 'ec' && key.keyBits[0] === 4);
}
