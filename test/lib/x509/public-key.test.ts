import { generateKeyPairSync, type KeyObject, type RSAPSSKeyPairKeyObjectOptions } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DerReader } from '../../../src/lib/asn1/der-reader.ts';
import {
  bitString,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  tlv,
} from '../../../src/lib/asn1/der-writer.ts';
import { algorithmId, curveId, hashId } from '../../../src/lib/asn1/oids.ts';
import { explicit } from '../../../src/lib/asn1/tags.ts';
import { publicKeyText, readPublicKey, type PublicKey } from '../../../src/lib/x509/public-key.ts';
import { caught, hex } from '../../support/decode.ts';

const read = (der: Uint8Array): PublicKey => readPublicKey(DerReader.over(der), 'subjectPublicKeyInfo');
const spki = (key: KeyObject): Uint8Array => new Uint8Array(key.export({ format: 'der', type: 'spki' }));
const info = (algorithm: Uint8Array, key: Uint8Array): Uint8Array => sequence(algorithm, bitString(key));
const rsaKey = (modulus: bigint, exponent: bigint): Uint8Array =>
  sequence(integer(modulus), integer(exponent));
const rsa = sequence(oid(algorithmId.rsaEncryption), nullValue());

/** The declaration of node's types has a string for the salt length; node wants a number. */
const restricted = {
  modulusLength: 2048,
  hashAlgorithm: 'sha384',
  mgf1HashAlgorithm: 'sha256',
  saltLength: 48,
} as object as RSAPSSKeyPairKeyObjectOptions;

describe('keys that node makes', () => {
  it.each([
    [
      'RSA 2048',
      generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey,
      { kind: 'rsa', bits: 2048, exponent: 65537n },
    ],
    [
      'RSA 1023',
      generateKeyPairSync('rsa', { modulusLength: 1023, publicExponent: 3 }).publicKey,
      { kind: 'rsa', bits: 1023, exponent: 3n },
    ],
    [
      'RSA-PSS 2048',
      generateKeyPairSync('rsa-pss', restricted).publicKey,
      { kind: 'rsa-pss', bits: 2048, parameters: { hash: 'SHA-384', maskHash: 'SHA-256', saltLength: 48 } },
    ],
    [
      'RSA-PSS 1024',
      generateKeyPairSync('rsa-pss', { modulusLength: 1024 }).publicKey,
      { kind: 'rsa-pss', parameters: undefined },
    ],
    [
      'ECDSA P-256',
      generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey,
      { kind: 'ec', curve: 'P-256', bits: 256, curveId: curveId.secp256r1 },
    ],
    [
      'ECDSA P-384',
      generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).publicKey,
      { kind: 'ec', curve: 'P-384', bits: 384 },
    ],
    [
      'ECDSA P-521',
      generateKeyPairSync('ec', { namedCurve: 'secp521r1' }).publicKey,
      { kind: 'ec', curve: 'P-521', bits: 521 },
    ],
    [
      'ECDSA secp256k1',
      generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey,
      { kind: 'ec', curve: undefined, bits: 256, explicitParameters: false },
    ],
    [
      'ECDSA with explicit curve parameters',
      generateKeyPairSync('ec', { namedCurve: 'prime256v1', paramEncoding: 'explicit' }).publicKey,
      { kind: 'ec', curve: undefined, curveId: undefined, explicitParameters: true, bits: undefined },
    ],
    ['Ed25519', generateKeyPairSync('ed25519').publicKey, { kind: 'ed25519', bits: 256 }],
    ['Ed448', generateKeyPairSync('ed448').publicKey, { kind: 'ed448' }],
    ['X25519', generateKeyPairSync('x25519').publicKey, { kind: 'x25519' }],
    ['X448', generateKeyPairSync('x448').publicKey, { kind: 'x448' }],
    [
      'DSA 1024',
      generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).publicKey,
      { kind: 'dsa', bits: 1024 },
    ],
  ])('%s', (text, key, expected) => {
    const found = read(spki(key));
    expect(found).toMatchObject(expected);
    expect(publicKeyText(found)).toBe(text);
    expect(found.der).toEqual(spki(key));
  });

  it('the modulus is the one in the JWK', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const found = read(spki(publicKey));
    expect(found.kind === 'rsa' && Buffer.from(found.modulus).toString('base64url')).toBe(
      publicKey.export({ format: 'jwk' }).n,
    );
  });
});

describe('other keys', () => {
  it.each([
    [
      'an RSA key without parameters, as some write it',
      info(sequence(oid(algorithmId.rsaEncryption)), rsaKey(0xc1n, 3n)),
      { kind: 'rsa', bits: 8 },
    ],
    ['a small exponent of one', info(rsa, rsaKey(0xc1n, 1n)), { kind: 'rsa', exponent: 1n }],
    [
      'an exponent larger than any number',
      info(rsa, rsaKey(0xc1n, 2n ** 64n)),
      { kind: 'rsa', exponent: 2n ** 64n },
    ],
    [
      'an unknown algorithm',
      info(sequence(oid('1.2.3'), octetString(hex('00'))), hex('ff')),
      { kind: 'unknown', keyBits: hex('ff'), bits: undefined },
    ],
    [
      'a DSA key with inherited parameters',
      info(sequence(oid(algorithmId['id-dsa'])), integer(5)),
      { kind: 'dsa', bits: undefined },
    ],
    [
      'an EC key with an inherited curve',
      info(sequence(oid(algorithmId['id-ecPublicKey']), nullValue()), hex('04')),
      { kind: 'ec', curve: undefined, explicitParameters: false },
    ],
    [
      'an EC key on an unlisted curve',
      info(sequence(oid(algorithmId['id-ecPublicKey']), oid('1.2.3')), hex('04')),
      { kind: 'ec', curveId: '1.2.3', bits: undefined },
    ],
  ])('%s is read', (_, der, expected) => {
    expect(read(der)).toMatchObject(expected);
  });

  it.each([
    [
      'unknown algorithms by name where there is one',
      info(sequence(oid(algorithmId['ML-DSA-65'])), hex('00')),
      'ML-DSA-65',
    ],
    ...[
      ['2.16.840.1.101.3.4.3.20', 'SLH-DSA-SHA2-128s'],
      ['2.16.840.1.101.3.4.3.31', 'SLH-DSA-SHAKE-256f'],
      ['2.16.840.1.101.3.4.4.2', 'ML-KEM-768'],
      ['1.3.6.1.5.5.7.6.54', 'MLDSA87-ECDSA-P521-SHA512'],
    ].map(([id, name]): [string, Uint8Array, string] => [name!, info(sequence(oid(id!)), hex('00')), name!]),
    ['unknown algorithms by number', info(sequence(oid('1.2.3')), hex('00')), '1.2.3'],
    [
      'unlisted curves by number',
      info(sequence(oid(algorithmId['id-ecPublicKey']), oid('1.2.3')), hex('04')),
      'ECDSA 1.2.3',
    ],
    [
      'inherited curves',
      info(sequence(oid(algorithmId['id-ecPublicKey']), nullValue()), hex('04')),
      'ECDSA with an inherited curve',
    ],
    ['inherited parameters', info(sequence(oid(algorithmId['id-dsa'])), integer(5)), 'DSA'],
  ])('text calls %s', (_, der, text) => {
    expect(publicKeyText(read(der))).toBe(text);
  });

  const pss = (...parameters: readonly Uint8Array[]): Uint8Array =>
    info(sequence(oid(algorithmId['id-RSASSA-PSS']), sequence(...parameters)), rsaKey(0xc1n, 3n));
  const sha256 = sequence(oid(hashId['id-sha256']), nullValue());
  const key = 'subjectPublicKeyInfo';

  it.each([
    [
      'an RSA key with other parameters',
      info(sequence(oid(algorithmId.rsaEncryption), sequence()), rsaKey(0xc1n, 3n)),
      'invalid-value',
      `${key}.algorithm.parameters`,
    ],
    ['a negative modulus', info(rsa, rsaKey(-5n, 3n)), 'invalid-integer', `${key}.subjectPublicKey.modulus`],
    ['a modulus of zero', info(rsa, rsaKey(0n, 3n)), 'invalid-integer', `${key}.subjectPublicKey.modulus`],
    [
      'an exponent of zero',
      info(rsa, rsaKey(0xc1n, 0n)),
      'invalid-integer',
      `${key}.subjectPublicKey.publicExponent`,
    ],
    [
      'bytes behind the RSA key',
      info(rsa, Uint8Array.from([...rsaKey(0xc1n, 3n), 0])),
      'trailing-bytes',
      `${key}.subjectPublicKey`,
    ],
    [
      'a third number in the RSA key',
      info(rsa, sequence(integer(5), integer(3), integer(1))),
      'trailing-bytes',
      `${key}.subjectPublicKey`,
    ],
    ['no RSA key at all', info(rsa, hex('')), 'truncated', `${key}.subjectPublicKey`],
    [
      'half an octet of key',
      sequence(rsa, bitString(hex('f0'), 4)),
      'invalid-bit-string',
      `${key}.subjectPublicKey`,
    ],
    ['an empty BIT STRING', sequence(rsa, hex('0300')), 'invalid-bit-string', `${key}.subjectPublicKey`],
    [
      'no curve',
      info(sequence(oid(algorithmId['id-ecPublicKey'])), hex('04')),
      'invalid-value',
      `${key}.algorithm.parameters`,
    ],
    [
      'Ed25519 with NULL',
      info(sequence(oid(algorithmId['id-Ed25519']), nullValue()), hex('00')),
      'invalid-value',
      `${key}.algorithm.parameters`,
    ],
    [
      'two parameters',
      info(sequence(oid('1.2.3'), nullValue(), nullValue()), hex('00')),
      'trailing-bytes',
      `${key}.algorithm`,
    ],
    [
      'something behind the key',
      sequence(rsa, bitString(rsaKey(0xc1n, 3n)), nullValue()),
      'trailing-bytes',
      key,
    ],
    [
      'PSS with an unknown hash',
      pss(tlv(explicit(0), sequence(oid('1.2.3')))),
      'unsupported',
      `${key}.algorithm.parameters.hashAlgorithm`,
    ],
    [
      'PSS with the default hash written out',
      pss(tlv(explicit(0), sequence(oid(hashId['id-sha1'])))),
      'explicit-default',
      `${key}.algorithm.parameters.hashAlgorithm`,
    ],
    [
      'PSS with another mask',
      pss(tlv(explicit(1), sequence(oid('1.2.3'), sha256))),
      'unsupported',
      `${key}.algorithm.parameters.maskGenAlgorithm`,
    ],
    [
      'PSS with a negative salt',
      pss(tlv(explicit(2), integer(-1))),
      'invalid-integer',
      `${key}.algorithm.parameters.saltLength`,
    ],
    [
      'PSS with another trailer',
      pss(tlv(explicit(3), integer(2))),
      'invalid-value',
      `${key}.algorithm.parameters.trailerField`,
    ],
    [
      'PSS with the default trailer written out',
      pss(tlv(explicit(3), integer(1))),
      'explicit-default',
      `${key}.algorithm.parameters.trailerField`,
    ],
  ])('%s is refused', (_, der, code, field) => {
    expect(caught(() => read(der))).toMatchObject({ code, field });
  });
});
