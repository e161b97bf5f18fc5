import { createECDH } from 'node:crypto';
import { expect, it } from 'vitest';
import { isOnCurve } from '../../../src/lib/x509/curve-point.ts';
import type { CurveName } from '../../../src/lib/x509/public-key.ts';

const names: Readonly<Record<CurveName, string>> = {
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
};

/** A point of the curve, as OpenSSL writes it. */
function pointOf(name: CurveName, form: 'uncompressed' | 'compressed'): Uint8Array {
  const ecdh = createECDH(names[name]);
  ecdh.setPrivateKey(Buffer.from('07', 'hex'));
  return new Uint8Array(ecdh.getPublicKey(null, form));
}

const changed = (octets: Uint8Array, at: number, to: number): Uint8Array =>
  octets.map((octet, i) => (i === at ? to : octet));

/** p itself, where x should stand: a number that no coordinate has. */
const prime = Uint8Array.from(Buffer.from(`ffffffff00000001${'0'.repeat(24)}${'f'.repeat(24)}`, 'hex'));

it.each<[string, CurveName, Uint8Array, boolean]>([
  ['a whole point of P-256', 'P-256', pointOf('P-256', 'uncompressed'), true],
  ['a whole point of P-384', 'P-384', pointOf('P-384', 'uncompressed'), true],
  ['a whole point of P-521', 'P-521', pointOf('P-521', 'uncompressed'), true],
  ['a compressed point of P-256', 'P-256', pointOf('P-256', 'compressed'), true],
  ['a compressed point of P-384', 'P-384', pointOf('P-384', 'compressed'), true],
  ['a compressed point of P-521', 'P-521', pointOf('P-521', 'compressed'), true],
  ['the same with the other sign', 'P-256', changed(pointOf('P-256', 'compressed'), 0, 3), true],
  ['a point beside the curve', 'P-256', changed(pointOf('P-256', 'uncompressed'), 64, 1), false],
  ['an x with a point', 'P-256', Uint8Array.of(2, ...new Uint8Array(31), 5), true],
  ['an x without one', 'P-256', Uint8Array.of(2, ...new Uint8Array(31), 7), false],
  ['an x that is as great as p', 'P-256', Uint8Array.of(2, ...prime), false],
  ['a y that is as great as p', 'P-256', Uint8Array.of(4, ...new Uint8Array(32), ...prime), false],
  ['a point that lacks an octet', 'P-256', pointOf('P-256', 'uncompressed').subarray(0, 64), false],
  ['a compressed point that lacks an octet', 'P-256', pointOf('P-256', 'compressed').subarray(0, 32), false],
  ['a compressed point of another curve', 'P-384', pointOf('P-256', 'compressed'), false],
  ['the hybrid form', 'P-256', changed(pointOf('P-256', 'uncompressed'), 0, 6), false],
  ['infinity', 'P-256', Uint8Array.of(0), false],
  ['nothing', 'P-256', new Uint8Array(), false],
])('%s', (_, name, octets, expected) => expect(isOnCurve(octets, name)).toBe(expected));
