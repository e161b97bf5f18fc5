import type { PublicKey } from './public-key.ts';

/**
 * Largest RSA keys that anything is checked with: who writes a certificate chooses what its check costs. OpenSSL has the
 * same modulus; BoringSSL the same exponent, where everybody uses 65,537.
 */
export const mostRsaBits = 16_384;
export const mostExponentBits = 33;

/** Of strangers, who come again and again; as Go has it for every TLS peer. */
export const mostRsaBitsOfPeers = 8192;

/** Would a signature of this key cost more to check than any sound one? */
export function isTooCostly(key: PublicKey, most = mostRsaBits): boolean {
  if (key.kind !== 'rsa' && key.kind !== 'rsa-pss') return false;
  return key.bits > most || key.exponent >> BigInt(mostExponentBits) > 0n;
}
