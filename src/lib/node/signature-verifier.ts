import { constants, createPublicKey, verify, type KeyObject, type VerifyKeyObjectInput } from 'node:crypto';
import type { PublicKey, SignatureScheme, SignatureStatus, SignatureVerifier } from '../index.ts';

/** Keys that one verifier remembers: far more than any chain has, few enough to hold. */
const rememberedKeys = 1000;

type ImportedKey = KeyObject | 'invalid' | 'unsupported';

/**
 * A verifier on node:crypto. It answers at once, so it is faster than WebCrypto and fits
 * PathValidator.validateSync(). It takes what webCryptoVerifier() takes and nothing else, though OpenSSL knows more:
 * whether a certificate is good must not depend on where it is checked.
 *
 * It remembers the keys it has seen: make one per task, then drop it.
 */
export function nodeVerifier(): SignatureVerifier {
  const remember = keyMemory();
  return {
    verify(scheme, key, signed, signature) {
      if (!isSupported(scheme)) return 'unsupported';
      const usable = remember(key);
      return typeof usable === 'string' ? usable : verifyWith(scheme, usable, signed, signature);
    },
  };
}

/**
 * The same off the event loop, for servers that check what strangers send: nobody else waits meanwhile. Each check costs
 * a little more.
 */
export function threadVerifier(): SignatureVerifier {
  const remember = keyMemory();
  return {
    verify(scheme, key, signed, signature) {
      if (!isSupported(scheme)) return 'unsupported';
      const usable = remember(key);
      return typeof usable === 'string' ? usable : verifyOnThread(scheme, usable, signed, signature);
    },
  };
}

function keyMemory(): (key: PublicKey) => ImportedKey {
  const imported = new Map<string, ImportedKey>();
  return (key) => {
    const identity = asBuffer(key.der).toString('latin1');
    const known = imported.get(identity);
    if (known) return known;
    if (imported.size >= rememberedKeys) imported.clear();
    const usable = importKey(key);
    imported.set(identity, usable);
    return usable;
  };
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** WebCrypto knows no SHA-224, and has one hash for both parts of PSS. */
function isSupported(scheme: SignatureScheme): boolean {
  if (scheme.kind === 'ed25519') return true;
  if (scheme.kind === 'rsa-pss' && scheme.parameters.maskHash !== scheme.hash) return false;
  return scheme.hash !== 'SHA-224';
}

function importKey(key: PublicKey): ImportedKey {
  const isRsa = key.kind === 'rsa' || key.kind === 'rsa-pss';
  // A curve other than P-256, P-384 and P-521.
  if (key.kind === 'ec' && !key.curve) return 'unsupported';
  try {
    // As an RSAPublicKey: one that is meant for PSS alone would be bound to its parameters otherwise.
    return isRsa
      ? createPublicKey({ key: asBuffer(key.keyBits), format: 'der', type: 'pkcs1' })
      : createPublicKey({ key: asBuffer(key.der), format: 'der', type: 'spki' });
  } catch {
    // As on WebCrypto: RSA of any size and compressed points are optional; what else is refused is broken.
    return isRsa || (key.kind === 'ec' && key.keyBits[0] !== 4) ? 'unsupported' : 'invalid';
  }
}

function verifyWith(
  scheme: SignatureScheme,
  key: KeyObject,
  signed: Uint8Array,
  signature: Uint8Array,
): SignatureStatus {
  try {
    return verify(digestOf(scheme), signed, settingsOf(scheme, key), signature) ? 'valid' : 'invalid';
  } catch {
    return 'unsupported';
  }
}

function verifyOnThread(
  scheme: SignatureScheme,
  key: KeyObject,
  signed: Uint8Array,
  signature: Uint8Array,
): Promise<SignatureStatus> {
  return new Promise((resolve) => {
    try {
      verify(digestOf(scheme), signed, settingsOf(scheme, key), signature, (error, holds) =>
        resolve(error ? 'unsupported' : holds ? 'valid' : 'invalid'),
      );
    } catch {
      resolve('unsupported');
    }
  });
}

/** Ed25519 has its own. */
const digestOf = (scheme: SignatureScheme): string | null => (scheme.kind === 'ed25519' ? null : scheme.hash);

function settingsOf(scheme: SignatureScheme, key: KeyObject): KeyObject | VerifyKeyObjectInput {
  if (scheme.kind !== 'rsa-pss') return key;
  const { saltLength } = scheme.parameters;
  return { key, saltLength, padding: constants.RSA_PKCS1_PSS_PADDING };
}
