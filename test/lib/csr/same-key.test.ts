import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bitString, oid, sequence } from '../../../src/lib/asn1/der-writer.ts';
import { DerReader } from '../../../src/lib/asn1/der-reader.ts';
import { isKeyOf, isSameKey } from '../../../src/lib/csr/same-key.ts';
import { readPublicKey, type PublicKey } from '../../../src/lib/x509/public-key.ts';

const read = (spki: Uint8Array): PublicKey => readPublicKey(DerReader.over(spki));

async function ecdsaKey(namedCurve: 'P-256' | 'P-384') {
  const pair = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve }, true, ['sign', 'verify']);
  const spki = new Uint8Array(await webcrypto.subtle.exportKey('spki', pair.publicKey));
  return { publicKey: pair.publicKey as CryptoKey, key: read(spki) };
}

function compressed({ keyBits }: PublicKey, sign: number): PublicKey {
  const curve = sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7'));
  return read(sequence(curve, bitString(Uint8Array.of(sign, ...keyBits.subarray(1, 33)))));
}

describe('a public key', () => {
  it('is that of its own pair and of no other', async () => {
    const [one, other, longer] = await Promise.all([ecdsaKey('P-256'), ecdsaKey('P-256'), ecdsaKey('P-384')]);
    expect(await isKeyOf(one.key, one.publicKey)).toBe(true);
    expect(await isKeyOf(one.key, other.publicKey)).toBe(false);
    expect(await isKeyOf(one.key, longer.publicKey)).toBe(false);
  });

  it('is the same with its point compressed, but not with the other sign', async () => {
    const { key } = await ecdsaKey('P-256');
    const sign = 2 + (key.keyBits.at(-1)! & 1);
    expect(isSameKey(key, compressed(key, sign))).toBe(true);
    expect(isSameKey(key, compressed(key, 5 - sign))).toBe(false);
  });
});
