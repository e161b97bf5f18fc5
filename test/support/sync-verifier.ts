import { createPublicKey, verify } from 'node:crypto';
import type { SignatureVerifier } from '../../src/lib/x509/signature.ts';

/** Answers at once, as far as the test hierarchies need it: PKCS#1 v1.5, ECDSA, Ed25519. */
export const syncVerifier: SignatureVerifier = {
  verify(scheme, key, signed, signature) {
    if (scheme.kind === 'rsa-pss' || (key.kind === 'ec' && !key.curve)) return 'unsupported';
    const publicKey = createPublicKey({ key: Buffer.from(key.der), format: 'der', type: 'spki' });
    const digest = scheme.kind === 'ed25519' ? null : scheme.hash.replace('-', '');
    return verify(digest, signed, publicKey, signature) ? 'valid' : 'invalid';
  },
};
