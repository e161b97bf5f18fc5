import { Crypto as SecondProvider } from '@peculiar/webcrypto';
import { describe, expect, it } from 'vitest';
import {
  generateKeyPair,
  importKeyPair,
  keyKindOf,
  rsaSizes,
  withHash,
} from '../../../src/lib/csr/key-pair.ts';
import { integer, nullValue, octetString, oid, sequence } from '../../../src/lib/asn1/der-writer.ts';
import type { DecodeError } from '../../../src/lib/errors.ts';
import { rsaBitsMade } from '../../../src/lib/product/release.ts';
import { keyKinds, keyKindText, keyPairOf } from '../../support/requests.ts';

const crypto = globalThis.crypto;
const hashOf = (key: CryptoKey) => (key.algorithm as { hash?: KeyAlgorithm }).hash?.name;
const privateKeyInfo = (...algorithm: Uint8Array[]) =>
  sequence(integer(0), sequence(...algorithm), octetString(Uint8Array.of(1, 2, 3)));

describe('generateKeyPair', () => {
  it.each(keyKinds.map((kind) => [keyKindText(kind), kind] as const))('makes %s', async (_, kind) => {
    const { privateKey, publicKey } = await keyPairOf(kind);
    expect(keyKindOf(privateKey)).toEqual(kind);
    expect(keyKindOf(publicKey)).toEqual(kind);
    expect(privateKey.extractable).toBe(true);
  });

  it('makes RSA keys with the exponent 65537', async () => {
    const { publicKey } = await keyPairOf({ type: 'rsa', bits: 2048 });
    expect((await crypto.subtle.exportKey('jwk', publicKey)).e).toBe('AQAB');
  });

  it.each([1024, 2047, 8192, 0, NaN])('refuses RSA with %d bits', async (bits) => {
    await expect(generateKeyPair({ type: 'rsa', bits })).rejects.toThrow(TypeError);
  });

  it('refuses another curve', async () => {
    await expect(generateKeyPair({ type: 'ec', curve: 'K-256' as 'P-256' })).rejects.toThrow(TypeError);
  });

  it('makes the sizes that plans may ask for', () => expect(rsaSizes).toEqual(rsaBitsMade));

  it('makes keys of another provider', async () => {
    const second = new SecondProvider();
    const { privateKey } = await generateKeyPair({ type: 'ec', curve: 'P-384' }, { crypto: second });
    expect(keyKindOf(privateKey)).toEqual({ type: 'ec', curve: 'P-384' });
    await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow(TypeError);
  });
});

describe('withHash', () => {
  it('gives an RSA key the hash that is asked for', async () => {
    const { privateKey } = await keyPairOf({ type: 'rsa', bits: 2048 });
    expect(hashOf(privateKey)).toBe('SHA-256');
    expect(hashOf(await withHash(privateKey, 'sha512', crypto))).toBe('SHA-512');
    expect(await withHash(privateKey, 'sha256', crypto)).toBe(privateKey);
  });

  it('leaves an EC key as it is: it has no hash of its own', async () => {
    const { privateKey } = await keyPairOf({ type: 'ec', curve: 'P-256' });
    expect(await withHash(privateKey, 'sha512', crypto)).toBe(privateKey);
  });

  it('refuses an RSA key with another hash that cannot be exported', async () => {
    const algorithm = {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: Uint8Array.of(1, 0, 1),
    };
    const { privateKey } = await crypto.subtle.generateKey({ ...algorithm, hash: 'SHA-256' }, false, [
      'sign',
      'verify',
    ]);
    await expect(withHash(privateKey, 'sha384', crypto)).rejects.toThrow('signs with SHA-256 only');
  });
});

describe('importKeyPair', () => {
  it.each(keyKinds.map((kind) => [keyKindText(kind), kind] as const))(
    'finds both halves of %s',
    async (_, kind) => {
      const { privateKey, publicKey } = await keyPairOf(kind);
      const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey));
      const imported = await importKeyPair(pkcs8, { hash: 'sha384' });
      expect(keyKindOf(imported.privateKey)).toEqual(kind);
      expect(await crypto.subtle.exportKey('spki', imported.publicKey)).toEqual(
        await crypto.subtle.exportKey('spki', publicKey),
      );
      if (kind.type === 'rsa') expect(hashOf(imported.privateKey)).toBe('SHA-384');
    },
  );

  it.each([
    ['Ed25519', privateKeyInfo(oid('1.3.101.112')), 'id-Ed25519'],
    ['DSA', privateKeyInfo(oid('1.2.840.10040.4.1'), sequence()), 'id-dsa'],
    ['an algorithm nobody knows', privateKeyInfo(oid('1.2.3.4')), '1.2.3.4'],
    [
      'brainpoolP256r1',
      privateKeyInfo(oid('1.2.840.10045.2.1'), oid('1.3.36.3.3.2.8.1.1.7')),
      'brainpoolP256r1',
    ],
    [
      'a curve that is spelt out',
      privateKeyInfo(oid('1.2.840.10045.2.1'), sequence()),
      'spells its curve out',
    ],
  ])('names %s as unsupported', async (_, pkcs8, named) => {
    const error = await importKeyPair(pkcs8).catch((thrown: unknown) => thrown as DecodeError);
    expect(error).toMatchObject({ name: 'DecodeError', code: 'unsupported' });
    expect((error as DecodeError).message).toContain(named);
  });

  it.each([
    ['RSA', privateKeyInfo(oid('1.2.840.113549.1.1.1'), nullValue())],
    ['EC', privateKeyInfo(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7'))],
  ])('says so where the content of an %s key is nonsense', async (_, pkcs8) => {
    await expect(importKeyPair(pkcs8)).rejects.toMatchObject({ code: 'invalid-value' });
  });
});
