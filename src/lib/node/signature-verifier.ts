import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto';
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
  const imported = new Map<string, ImportedKey>();
  const remember = (key: PublicKey): ImportedKey => {
    const identity = asBuffer(key.der).toString('latin1');
    const known = imported.get(identity);
    if (known) return known;
    if (imported.size >= rememberedKeys) imported.clear();
    const usable = importKey(key);
    imported.set(identity, usable);
    return usable;
  };
  return {
    verify(scheme, key, signed, signature) {
      if (!isSupported(scheme)) return 'unsupported';
      const usable = remember(key);
      return typeof usable === 'string' ? usable : verifyWith(scheme, usable, signed, signature);
    },
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
    return holds(scheme, key, signed, signature) ? 'valid' : 'invalid';
  } catch {
    return 'unsupported';
  }
}

function holds(scheme: SignatureScheme, key: KeyObject, signed: Uint8Array, signature: Uint8Array): boolean {
  switch (scheme.kind) {
    case 'rsa-pkcs1':
    case 'ecdsa':
      return verify(scheme.hash, signed, key, signature);
    case 'rsa-pss': {
      const { saltLength } = scheme.parameters;
      return verify(
        scheme.hash,
        signed,
        { key, saltLength, padding: constants.RSA_PKCS1_PSS_PADDING },
        signature,
      );
    }
    case 'ed25519':
      return verify(null, signed, key, signature);
  }
}
