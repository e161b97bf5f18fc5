import { toHex } from '../bytes.ts';
import type { CurveName } from './public-key.ts';

/** y² = x³ - 3x + b over the field of p elements (FIPS 186-5, SP 800-186 3.2.1). */
interface Curve {
  readonly p: bigint;
  readonly b: bigint;
  /** Octets of a coordinate. */
  readonly width: number;
}

const curves: Readonly<Record<CurveName, Curve>> = {
  'P-256': {
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    width: 32,
  },
  'P-384': {
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    width: 48,
  },
  'P-521': {
    p: 2n ** 521n - 1n,
    b: 0x051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    width: 66,
  },
};

/** Is this the encoding of a point of the curve, uncompressed or compressed (RFC 5480 2.2, SEC 1 2.3.4)? Infinity is no key. */
export function isOnCurve(octets: Uint8Array, name: CurveName): boolean {
  const { p, b, width } = curves[name];
  const form = octets[0];
  const isWhole = form === 4 && octets.length === 1 + 2 * width;
  if (!isWhole && !((form === 2 || form === 3) && octets.length === 1 + width)) return false;
  const x = numberIn(octets.subarray(1, 1 + width));
  if (x >= p) return false;
  const square = modulo((x * x - 3n) * x + b, p);
  // Euler's criterion: what has a root gives 1, or 0 for 0.
  if (!isWhole) return power(square, (p - 1n) / 2n, p) <= 1n;
  const y = numberIn(octets.subarray(1 + width));
  return y < p && modulo(y * y, p) === square;
}

const numberIn = (octets: Uint8Array): bigint => BigInt(`0x${toHex(octets)}`);

const modulo = (value: bigint, p: bigint): bigint => ((value % p) + p) % p;

function power(base: bigint, exponent: bigint, p: bigint): bigint {
  let result = 1n;
  for (let square = base, left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % p;
    square = (square * square) % p;
  }
  return result;
}
