import {
  constants,
  generateKeyPairSync,
  sign,
  type KeyObject,
  type RSAPSSKeyPairKeyObjectOptions,
} from 'node:crypto';
import { DerReader } from '../../src/lib/asn1/der-reader.ts';
import { bitString, integer, nullValue, oid, sequence, tlv } from '../../src/lib/asn1/der-writer.ts';
import { algorithmId, curveId, hashId } from '../../src/lib/asn1/oids.ts';
import { explicit } from '../../src/lib/asn1/tags.ts';
import {
  readAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from '../../src/lib/x509/algorithm-identifier.ts';
import { readPublicKey, type PublicKey } from '../../src/lib/x509/public-key.ts';
import { hex } from './decode.ts';

export const identifier = (id: string, ...parameters: readonly Uint8Array[]): AlgorithmIdentifier =>
  readAlgorithmIdentifier(DerReader.over(sequence(oid(id), ...parameters)), '');
export const publicKey = (key: KeyObject): PublicKey =>
  readPublicKey(DerReader.over(key.export({ format: 'der', type: 'spki' })));

/** What the signatures are over. */
export const signed = new TextEncoder().encode('tbsCertificate');
export const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsaPss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
const restricted = generateKeyPairSync('rsa-pss', {
  modulusLength: 2048,
  hashAlgorithm: 'sha256',
  mgf1HashAlgorithm: 'sha256',
  saltLength: 32,
  // The declaration of node's types has a string for the salt length; node wants a number.
} as object as RSAPSSKeyPairKeyObjectOptions);
export const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
const p521 = generateKeyPairSync('ec', { namedCurve: 'secp521r1' });
const k256 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
export const ed25519 = generateKeyPairSync('ed25519');
const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 });

const hash = (id: string): Uint8Array => sequence(oid(id), nullValue());
const mgf1 = (id: string): Uint8Array => sequence(oid(algorithmId['id-mgf1']), hash(id));
const pss = (hashes: string, masks: string, salt: number): AlgorithmIdentifier =>
  identifier(
    algorithmId['id-RSASSA-PSS'],
    sequence(tlv(explicit(0), hash(hashes)), tlv(explicit(1), mgf1(masks)), tlv(explicit(2), integer(salt))),
  );
const pssSha1 = identifier(algorithmId['id-RSASSA-PSS'], sequence());
export const pssSha256 = pss(hashId['id-sha256'], hashId['id-sha256'], 32);

export const signRsa = (digest: string) => sign(digest, signed, rsa.privateKey);
const signPss = (digest: string, key: KeyObject, saltLength: number) =>
  sign(digest, signed, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });

export type SignatureRow = readonly [
  name: string,
  algorithm: AlgorithmIdentifier,
  key: KeyObject,
  signature: Uint8Array,
];

/** Signatures that hold. */
export const valid: readonly SignatureRow[] = [
  [
    'RSA with SHA-1',
    identifier(algorithmId.sha1WithRSAEncryption, nullValue()),
    rsa.publicKey,
    signRsa('sha1'),
  ],
  [
    'RSA with SHA-256',
    identifier(algorithmId.sha256WithRSAEncryption, nullValue()),
    rsa.publicKey,
    signRsa('sha256'),
  ],
  [
    'RSA with SHA-256, parameters left out (RFC 4055 5)',
    identifier(algorithmId.sha256WithRSAEncryption),
    rsa.publicKey,
    signRsa('sha256'),
  ],
  [
    'RSA with SHA-384',
    identifier(algorithmId.sha384WithRSAEncryption, nullValue()),
    rsa.publicKey,
    signRsa('sha384'),
  ],
  [
    'RSA with SHA-512',
    identifier(algorithmId.sha512WithRSAEncryption, nullValue()),
    rsa.publicKey,
    signRsa('sha512'),
  ],
  [
    'RSA with SHA-1 by its old number',
    identifier(algorithmId.sha1WithRSASignature, nullValue()),
    rsa.publicKey,
    signRsa('sha1'),
  ],
  ['PSS with all defaults', pssSha1, rsa.publicKey, signPss('sha1', rsa.privateKey, 20)],
  ['PSS with SHA-256', pssSha256, rsa.publicKey, signPss('sha256', rsa.privateKey, 32)],
  [
    'PSS with SHA-512 and an odd salt',
    pss(hashId['id-sha512'], hashId['id-sha512'], 17),
    rsa.publicKey,
    signPss('sha512', rsa.privateKey, 17),
  ],
  [
    'PSS with the longest salt that fits',
    pss(hashId['id-sha256'], hashId['id-sha256'], 222),
    rsa.publicKey,
    signPss('sha256', rsa.privateKey, 222),
  ],
  [
    'PSS with a key that is only for PSS',
    pssSha256,
    rsaPss.publicKey,
    signPss('sha256', rsaPss.privateKey, 32),
  ],
  [
    'PSS with a key restricted to it',
    pssSha256,
    restricted.publicKey,
    signPss('sha256', restricted.privateKey, 32),
  ],
  [
    'P-256 with SHA-256',
    identifier(algorithmId['ecdsa-with-SHA256']),
    p256.publicKey,
    sign('sha256', signed, p256.privateKey),
  ],
  [
    'P-256 with SHA-512',
    identifier(algorithmId['ecdsa-with-SHA512']),
    p256.publicKey,
    sign('sha512', signed, p256.privateKey),
  ],
  [
    'P-384 with SHA-1',
    identifier(algorithmId['ecdsa-with-SHA1']),
    p384.publicKey,
    sign('sha1', signed, p384.privateKey),
  ],
  [
    'P-384 with SHA-384',
    identifier(algorithmId['ecdsa-with-SHA384']),
    p384.publicKey,
    sign('sha384', signed, p384.privateKey),
  ],
  [
    'P-521 with SHA-512',
    identifier(algorithmId['ecdsa-with-SHA512']),
    p521.publicKey,
    sign('sha512', signed, p521.privateKey),
  ],
  [
    'Ed25519',
    identifier(algorithmId['id-Ed25519']),
    ed25519.publicKey,
    sign(null, signed, ed25519.privateKey),
  ],
];

/** r and s of a sound signature. */
const ecdsa = sign('sha256', signed, { key: p256.privateKey, dsaEncoding: 'ieee-p1363' });
const number = (octets: Uint8Array): bigint => BigInt(`0x${Buffer.from(octets).toString('hex')}`);
const [r, s] = [number(ecdsa.subarray(0, 32)), number(ecdsa.subarray(32))];
const p256Order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
export const ecdsaSha256 = identifier(algorithmId['ecdsa-with-SHA256']);
export const rsaSha256 = identifier(algorithmId.sha256WithRSAEncryption, nullValue());

/** Signatures that do not. */
export const invalid: readonly SignatureRow[] = [
  ['RSA under another key', rsaSha256, otherRsa.publicKey, signRsa('sha256')],
  ['RSA with another hash than it says', rsaSha256, rsa.publicKey, signRsa('sha384')],
  ['RSA cut short', rsaSha256, rsa.publicKey, signRsa('sha256').subarray(1)],
  ['RSA that is empty', rsaSha256, rsa.publicKey, hex('')],
  ['RSA under a key that is only for PSS', rsaSha256, rsaPss.publicKey, signRsa('sha256')],
  ['RSA under an EC key', rsaSha256, p256.publicKey, signRsa('sha256')],
  ['ECDSA under an RSA key', ecdsaSha256, rsa.publicKey, signRsa('sha256')],
  ['PKCS#1 that says PSS', pssSha256, rsa.publicKey, signRsa('sha256')],
  [
    'PSS with another salt length than it says',
    pssSha256,
    rsa.publicKey,
    signPss('sha256', rsa.privateKey, 20),
  ],
  [
    'PSS that the key is restricted not to make',
    pss(hashId['id-sha512'], hashId['id-sha512'], 32),
    restricted.publicKey,
    signPss('sha256', restricted.privateKey, 32),
  ],
  [
    'PSS with a salt shorter than the key allows',
    pss(hashId['id-sha256'], hashId['id-sha256'], 20),
    restricted.publicKey,
    signPss('sha256', restricted.privateKey, 32),
  ],
  [
    'PSS with a salt longer than the key',
    pss(hashId['id-sha256'], hashId['id-sha256'], 223),
    rsa.publicKey,
    signRsa('sha256'),
  ],
  [
    'PSS with a salt of 5 TB',
    pss(hashId['id-sha256'], hashId['id-sha256'], 5e12),
    rsa.publicKey,
    signRsa('sha256'),
  ],
  ['ECDSA with r and s side by side', ecdsaSha256, p256.publicKey, ecdsa],
  [
    'ECDSA with a padded number',
    ecdsaSha256,
    p256.publicKey,
    sequence(tlv(2, hex('0000'), ecdsa.subarray(0, 32)), integer(s)),
  ],
  ['ECDSA with a third number', ecdsaSha256, p256.publicKey, sequence(integer(r), integer(s), integer(1))],
  [
    'ECDSA with a byte behind it',
    ecdsaSha256,
    p256.publicKey,
    Uint8Array.from([...sequence(integer(r), integer(s)), 0]),
  ],
  ['ECDSA with a negative number', ecdsaSha256, p256.publicKey, sequence(integer(-r), integer(s))],
  [
    'ECDSA with a number too long',
    ecdsaSha256,
    p256.publicKey,
    sequence(integer(r + (1n << 256n)), integer(s)),
  ],
  ['ECDSA with zeros', ecdsaSha256, p256.publicKey, sequence(integer(0), integer(0))],
  ['ECDSA with r above the order', ecdsaSha256, p256.publicKey, sequence(integer(p256Order), integer(s))],
  [
    'Ed25519 under an EC key',
    identifier(algorithmId['id-Ed25519']),
    p256.publicKey,
    sign(null, signed, ed25519.privateKey),
  ],
  ['Ed25519 changed', identifier(algorithmId['id-Ed25519']), ed25519.publicKey, new Uint8Array(64)],
];

/** Signatures that nobody can check. */
export const unsupported: readonly SignatureRow[] = [
  ['MD5', identifier(algorithmId.md5WithRSAEncryption, nullValue()), rsa.publicKey, signRsa('md5')],
  ['DSA', identifier(algorithmId['id-dsa-with-sha1']), dsa.publicKey, sign('sha1', signed, dsa.privateKey)],
  ['an algorithm nobody knows', identifier('1.2.3'), rsa.publicKey, hex('00')],
  [
    'SHA-1 with RSA without NULL',
    identifier(algorithmId.sha1WithRSAEncryption),
    rsa.publicKey,
    signRsa('sha1'),
  ],
  [
    'SHA-256 with RSA and other parameters',
    identifier(algorithmId.sha256WithRSAEncryption, sequence()),
    rsa.publicKey,
    signRsa('sha256'),
  ],
  [
    'ECDSA with NULL',
    identifier(algorithmId['ecdsa-with-SHA256'], nullValue()),
    p256.publicKey,
    sign('sha256', signed, p256.privateKey),
  ],
  [
    'PSS without parameters',
    identifier(algorithmId['id-RSASSA-PSS']),
    rsa.publicKey,
    signPss('sha1', rsa.privateKey, 20),
  ],
  [
    'PSS with broken parameters',
    identifier(algorithmId['id-RSASSA-PSS'], nullValue()),
    rsa.publicKey,
    hex('00'),
  ],
  [
    'PSS with two different hashes',
    pss(hashId['id-sha256'], hashId['id-sha384'], 32),
    rsa.publicKey,
    hex('00'),
  ],
  [
    'a curve that WebCrypto does not have',
    ecdsaSha256,
    k256.publicKey,
    sign('sha256', signed, k256.privateKey),
  ],
  [
    'a hash that WebCrypto does not have',
    identifier(algorithmId.sha224WithRSAEncryption, nullValue()),
    rsa.publicKey,
    signRsa('sha224'),
  ],
];

export const soundEcdsa = sequence(integer(r), integer(s));

const p256Point = (point: Uint8Array): PublicKey =>
  readPublicKey(
    DerReader.over(
      sequence(sequence(oid(algorithmId['id-ecPublicKey']), oid(curveId.secp256r1)), bitString(point)),
    ),
  );

/** A key whose point is not on its curve. */
export const offCurve = p256Point(hex(`04${'11'.repeat(64)}`));

const rsaKey = (modulus: bigint, exponent: bigint): PublicKey =>
  readPublicKey(
    DerReader.over(
      sequence(
        sequence(oid(algorithmId.rsaEncryption), nullValue()),
        bitString(sequence(integer(modulus), integer(exponent))),
      ),
    ),
  );
const edwardsKey = (octets: Uint8Array): PublicKey =>
  readPublicKey(DerReader.over(sequence(sequence(oid(algorithmId['id-Ed25519'])), bitString(octets))));

const [, ed25519Algorithm, , ed25519Signature] = valid.at(-1)!;
const rsaSignature = signRsa('sha256');
const { modulus: rsaModulus } = publicKey(rsa.publicKey) as { modulus?: Uint8Array };

/** Keys that can be read and are good for nothing, or that some implementations refuse. No signature holds under them. */
export const oddKeys: readonly (readonly [
  name: string,
  algorithm: AlgorithmIdentifier,
  key: PublicKey,
  signature: Uint8Array,
])[] = [
  ['a point that is not on its curve', ecdsaSha256, offCurve, soundEcdsa],
  ['a compressed point', ecdsaSha256, p256Point(hex(`02${'00'.repeat(31)}05`)), soundEcdsa],
  [
    'a compressed point that is not on its curve',
    ecdsaSha256,
    p256Point(hex(`02${'00'.repeat(31)}04`)),
    soundEcdsa,
  ],
  ['the point at infinity', ecdsaSha256, p256Point(hex('00')), soundEcdsa],
  ['a point in hybrid form', ecdsaSha256, p256Point(hex(`06${'11'.repeat(64)}`)), soundEcdsa],
  ['half a point', ecdsaSha256, p256Point(hex(`04${'11'.repeat(32)}`)), soundEcdsa],
  ['an Ed25519 key of 31 octets', ed25519Algorithm, edwardsKey(new Uint8Array(31)), ed25519Signature],
  ['an Ed25519 key of small order', ed25519Algorithm, edwardsKey(new Uint8Array(32)), ed25519Signature],
  ['RSA with exponent 1', rsaSha256, rsaKey(number(rsaModulus!), 1n), rsaSignature],
  ['RSA with an even exponent', rsaSha256, rsaKey(number(rsaModulus!), 4n), rsaSignature],
  [
    'RSA with an exponent of 100 bits',
    rsaSha256,
    rsaKey(number(rsaModulus!), (1n << 100n) + 1n),
    rsaSignature,
  ],
  ['RSA with an even modulus', rsaSha256, rsaKey(number(rsaModulus!) + 1n, 65537n), rsaSignature],
  ['RSA of 40 bits', rsaSha256, rsaKey((1n << 40n) + 15n, 65537n), rsaSignature],
  ['RSA of 20,000 bits', rsaSha256, rsaKey((1n << 20_000n) + 1n, 65537n), rsaSignature],
  ['RSA with an exponent larger than the modulus', rsaSha256, rsaKey(0xc0ffeen, 1n << 64n), rsaSignature],
];
