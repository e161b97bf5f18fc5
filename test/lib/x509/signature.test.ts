import {
  constants,
  generateKeyPairSync,
  sign,
  type KeyObject,
  type RSAPSSKeyPairKeyObjectOptions,
} from 'node:crypto';
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
import {
  readAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from '../../../src/lib/x509/algorithm-identifier.ts';
import { readPublicKey, type PublicKey } from '../../../src/lib/x509/public-key.ts';
import {
  signatureAlgorithm,
  verifySignature,
  webCryptoVerifier,
  type SignatureVerifier,
} from '../../../src/lib/x509/signature.ts';
import { hex } from '../../support/decode.ts';

const identifier = (id: string, ...parameters: readonly Uint8Array[]): AlgorithmIdentifier =>
  readAlgorithmIdentifier(DerReader.over(sequence(oid(id), ...parameters)), '');
const publicKey = (key: KeyObject): PublicKey =>
  readPublicKey(DerReader.over(key.export({ format: 'der', type: 'spki' })));

const signed = new TextEncoder().encode('tbsCertificate');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherRsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsaPss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
const restricted = generateKeyPairSync('rsa-pss', {
  modulusLength: 2048,
  hashAlgorithm: 'sha256',
  mgf1HashAlgorithm: 'sha256',
  saltLength: 32,
  // The declaration of node's types has a string for the salt length; node wants a number.
} as object as RSAPSSKeyPairKeyObjectOptions);
const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
const p521 = generateKeyPairSync('ec', { namedCurve: 'secp521r1' });
const k256 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
const ed25519 = generateKeyPairSync('ed25519');
const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 });

const hash = (id: string): Uint8Array => sequence(oid(id), nullValue());
const mgf1 = (id: string): Uint8Array => sequence(oid(algorithmId['id-mgf1']), hash(id));
const pss = (hashes: string, masks: string, salt: number): AlgorithmIdentifier =>
  identifier(
    algorithmId['id-RSASSA-PSS'],
    sequence(tlv(explicit(0), hash(hashes)), tlv(explicit(1), mgf1(masks)), tlv(explicit(2), integer(salt))),
  );
const pssSha1 = identifier(algorithmId['id-RSASSA-PSS'], sequence());
const pssSha256 = pss(hashId['id-sha256'], hashId['id-sha256'], 32);

const signRsa = (digest: string) => sign(digest, signed, rsa.privateKey);
const signPss = (digest: string, key: KeyObject, saltLength: number) =>
  sign(digest, signed, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });

type Row = readonly [name: string, algorithm: AlgorithmIdentifier, key: KeyObject, signature: Uint8Array];

const valid: readonly Row[] = [
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
const ecdsaSha256 = identifier(algorithmId['ecdsa-with-SHA256']);
const rsaSha256 = identifier(algorithmId.sha256WithRSAEncryption, nullValue());

const invalid: readonly Row[] = [
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

const unsupported: readonly Row[] = [
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

describe('a signature', () => {
  it.each(valid)('%s holds', async (_, algorithm, key, signature) => {
    expect(await verifySignature(algorithm, publicKey(key), signed, signature)).toBe('valid');
  });

  it.each(valid)('%s does not hold for other content', async (_, algorithm, key, signature) => {
    const other = new TextEncoder().encode('tbsCertificatE');
    expect(await verifySignature(algorithm, publicKey(key), other, signature)).toBe('invalid');
  });

  it.each(invalid)('%s does not hold', async (_, algorithm, key, signature) => {
    expect(await verifySignature(algorithm, publicKey(key), signed, signature)).toBe('invalid');
  });

  it.each(unsupported)('%s is not checked', async (_, algorithm, key, signature) => {
    expect(await verifySignature(algorithm, publicKey(key), signed, signature)).toBe('unsupported');
  });

  it('by a key of an unknown kind is not checked', async () => {
    const unknown = readPublicKey(DerReader.over(sequence(sequence(oid('1.2.3')), bitString(hex('00')))));
    expect(await verifySignature(rsaSha256, unknown, signed, hex('00'))).toBe('unsupported');
  });

  it('by a point that is not on its curve does not hold', async () => {
    const algorithm = sequence(oid(algorithmId['id-ecPublicKey']), oid(curveId.secp256r1));
    const broken = readPublicKey(DerReader.over(sequence(algorithm, bitString(hex(`04${'11'.repeat(64)}`)))));
    expect(await verifySignature(ecdsaSha256, broken, signed, sequence(integer(r), integer(s)))).toBe(
      'invalid',
    );
  });
});

describe('a verifier', () => {
  it('that answers at once makes the whole check answer at once', () => {
    const asked: string[] = [];
    const verifier: SignatureVerifier = {
      verify: (scheme) => {
        asked.push(scheme.kind);
        return 'valid';
      },
    };
    expect(verifySignature(rsaSha256, publicKey(rsa.publicKey), signed, hex('00'), verifier)).toBe('valid');
    expect(verifySignature(rsaSha256, publicKey(p256.publicKey), signed, hex('00'), verifier)).toBe(
      'invalid',
    );
    expect(verifySignature(identifier('1.2.3'), publicKey(rsa.publicKey), signed, hex('00'), verifier)).toBe(
      'unsupported',
    );
    expect(asked, 'only where scheme and key belong together').toEqual(['rsa-pkcs1']);
  });

  it('on WebCrypto imports a key once, whoever hands it in', async () => {
    let imports = 0;
    const { subtle } = globalThis.crypto;
    const counting = {
      subtle: {
        verify: subtle.verify.bind(subtle),
        importKey: (...args: Parameters<SubtleCrypto['importKey']>) => {
          imports++;
          return subtle.importKey(...args);
        },
      },
    } as unknown as Crypto;
    const verifier = webCryptoVerifier(counting);
    const check = (algorithm: AlgorithmIdentifier, signature: Uint8Array) =>
      verifySignature(algorithm, publicKey(rsa.publicKey), signed, signature, verifier);
    expect(
      await Promise.all([check(rsaSha256, signRsa('sha256')), check(rsaSha256, signRsa('sha256'))]),
    ).toEqual(['valid', 'valid']);
    expect(imports).toBe(1);
    const rsaSha384 = identifier(algorithmId.sha384WithRSAEncryption, nullValue());
    expect(await check(rsaSha384, signRsa('sha384'))).toBe('valid');
    expect(imports, 'an RSA key is bound to its hash').toBe(2);
  });

  it('without a working WebCrypto says unsupported', async () => {
    const refusing = {
      subtle: { importKey: () => Promise.reject(new DOMException('no', 'NotSupportedError')) },
    } as unknown as Crypto;
    const verifier = webCryptoVerifier(refusing);
    for (const [algorithm, key] of [
      [rsaSha256, rsa],
      [identifier(algorithmId['id-Ed25519']), ed25519],
    ] as const) {
      expect(await verifySignature(algorithm, publicKey(key.publicKey), signed, hex('00'), verifier)).toBe(
        'unsupported',
      );
    }
  });
});

describe('the name of an algorithm', () => {
  it.each([
    ['sha256WithRSAEncryption', rsaSha256, 'SHA-256', { kind: 'rsa-pkcs1', hash: 'SHA-256' }],
    ['md5WithRSAEncryption', identifier(algorithmId.md5WithRSAEncryption, nullValue()), 'MD5', undefined],
    [
      'ecdsa-with-SHA384',
      identifier(algorithmId['ecdsa-with-SHA384']),
      'SHA-384',
      { kind: 'ecdsa', hash: 'SHA-384' },
    ],
    ['id-Ed25519', identifier(algorithmId['id-Ed25519']), undefined, { kind: 'ed25519' }],
    [
      'id-RSASSA-PSS',
      pssSha256,
      'SHA-256',
      {
        kind: 'rsa-pss',
        hash: 'SHA-256',
        parameters: { hash: 'SHA-256', maskHash: 'SHA-256', saltLength: 32 },
      },
    ],
    ['id-dsa-with-sha256', identifier(algorithmId['id-dsa-with-sha256']), 'SHA-256', undefined],
    ['1.2.3', identifier('1.2.3', octetString(hex('00'))), undefined, undefined],
  ])('%s', (name, algorithm, digest, scheme) => {
    expect(signatureAlgorithm(algorithm)).toEqual({ name, hash: digest, scheme });
  });
});
