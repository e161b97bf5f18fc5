import type { CurveName, PublicKey } from './public-key.ts';

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

/** What a check with a key on this curve takes; measured with OpenSSL 3.0. */
const costOfCurve: Readonly<Record<CurveName, number>> = { 'P-256': 3, 'P-384': 33, 'P-521': 25 };
const costOfEd25519 = 5;
/** Octets that are hashed in the time of one unit. */
const octetsPerUnit = 16 * 1024;

/**
 * What it costs to check a signature over so many octets. The unit is a check with RSA of 2,048 bits and the exponent
 * 65,537, the cheapest there is: 13 microseconds on the machine it was measured on.
 */
export const verificationCost = (key: PublicKey, octets: number): number =>
  Math.max(1, costOfKey(key)) + octets / octetsPerUnit;

function costOfKey(key: PublicKey): number {
  switch (key.kind) {
    case 'rsa':
    case 'rsa-pss':
      return (key.bits / 2048) ** 2 * (multiplications(key.exponent) / multiplications(65_537n));
    case 'ec':
      return key.curve ? costOfCurve[key.curve] : 1;
    case 'ed25519':
      return costOfEd25519;
    default:
      return 1;
  }
}

/** Square and multiply: one for each bit of the exponent, and one more for each that is set. */
function multiplications(exponent: bigint): number {
  // What is refused is not calculated with.
  if (exponent >> BigInt(mostExponentBits) > 0n) return 0;
  const bits = exponent.toString(2);
  return bits.length + bits.replaceAll('0', '').length;
}
