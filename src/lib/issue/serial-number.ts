import { toHex, type Bytes } from '../bytes.ts';
import { wrong } from '../public/argument.ts';
import { isObjectWith, that } from '../public/settings.ts';
import { serialHex as hexOf } from '../x509/certificate.ts';

/** Fills the octets with random ones, as `crypto.getRandomValues` does. */
export type RandomSource = (octets: Bytes) => unknown;

/** Of any realm: what counts is that it can be asked. */
export const aSerialSet = that('a Set of serial numbers in hex', isObjectWith('has', 'size'));

/** 20 octets of which the first is 1 to 127: positive, and none of them a zero that DER leaves out (RFC 5280 4.1.2.2). */
const length = 20;
const smallest = 1n << 152n;
const largest = (1n << 159n) - 1n;

/**
 * A serial number that the CA has not given yet, in hex. A random source that repeats itself is no reason to give one twice.
 *
 * @param taken those it has given, in lower-case hex without leading zeros
 */
export function newSerialNumber(random: RandomSource, taken: ReadonlySet<string>): string {
  const octets = new Uint8Array(length);
  random(octets);
  octets[0] = 1 + (octets[0]! % 127);
  let serial = BigInt(`0x${toHex(octets)}`);
  while (taken.has(serial.toString(16))) serial = serial === largest ? smallest : serial + 1n;
  return serial.toString(16).padStart(2 * length, '0');
}

/**
 * A serial number as `takenSerials` and Revocation have it: lower-case hex of its value, sign first, without leading zeros,
 * such as `1f`, `-80`, `0`.
 *
 * @param serialNumber as certificates have it that were read
 */
export function serialHex(serialNumber: Uint8Array): string {
  if (!ArrayBuffer.isView(serialNumber))
    throw wrong('serialNumber', 'the serialNumber of a certificate', serialNumber);
  return hexOf(serialNumber);
}
