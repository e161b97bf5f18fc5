import { createCipheriv, createHmac, pbkdf2Sync, type CipherGCM } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keyText } from '../../../fixtures/recipes/requests.ts';
import { normaliseBer, readBerHeader } from '../../../src/lib/asn1/ber.ts';
import { DerReader } from '../../../src/lib/asn1/der-reader.ts';
import { integer, octetString, oid, sequence, nullValue, tlv } from '../../../src/lib/asn1/der-writer.ts';
import { pkcsId } from '../../../src/lib/asn1/oids.ts';
import { explicit } from '../../../src/lib/asn1/tags.ts';
import { toHex } from '../../../src/lib/bytes.ts';
import { readCipher } from '../../../src/lib/formats/encryption/cipher.ts';
import { open, type OpenOptions } from '../../../src/lib/formats/open.ts';
import { decodeBase64 } from '../../../src/lib/formats/pem.ts';
import type { Recognised } from '../../../src/lib/formats/recognised.ts';
import {
  readAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from '../../../src/lib/x509/algorithm-identifier.ts';
import { publicKeyHash } from '../../../src/lib/x509/fingerprint.ts';
import { streamed } from '../../support/ber.ts';
import { caught, hex } from '../../support/decode.ts';
import { foundFile } from '../../support/found.ts';
import { revocationList } from '../../support/rich-der.ts';

const certificate = decodeBase64(new TextDecoder().decode(foundFile('expe1.crt')).split('-----')[2]!);
const plainKey = decodeBase64(keyText('ec-p-256').split('-----')[2]!);
/** Of fixtures/keys/ec-p-256.pem, by `openssl pkey -pubout -outform DER | openssl dgst -sha256 -binary | base64`. */
const keyHash = 'sha256:2O/qE3FoseU3f7+cWHqvlrD7TUWixtuEUskuwsDkWQQ=';

const openBytes = (bytes: Uint8Array, ...passphrases: readonly string[]) =>
  open([{ path: 'f', bytes }], { passphrases });
const openFound = (name: string, ...passphrases: readonly string[]) =>
  openBytes(foundFile(name), ...passphrases);

async function openedKeys(recognised: readonly Recognised[]) {
  const keys = recognised.flatMap((item) => (item.kind === 'private-key' ? [item.privateKey] : []));
  return Promise.all(
    keys.map(async ({ publicKey, toPkcs8 }, at) => [
      await publicKeyHash(publicKey!.der),
      toHex(toPkcs8.call(keys[at]!)),
    ]),
  );
}

/** code and message of everything that could not be read */
async function failures(bytes: Uint8Array, passphrases: readonly string[], options: OpenOptions = {}) {
  const { unrecognised } = await open([{ path: 'f', bytes }], { ...options, passphrases });
  return unrecognised.map(({ error }) => [error.code, error.message]);
}

describe('PKCS#12 opens', () => {
  const aes = 'AES-256 (PBKDF2, HMAC-SHA-256, 2048 rounds)';
  const tripleDes = '3DES (PKCS#12, SHA-1, 2048 rounds)';

  it.each<[string, string, string, string[], string | undefined]>([
    ['as OpenSSL 3 writes it', 'aes-256.p12', 'secret', [aes], 'HMAC-SHA-256 (PKCS#12, 2048 rounds)'],
    [
      'as Windows writes it',
      'rc2-40.p12',
      'secret',
      ['RC2-40 (PKCS#12, SHA-1, 2048 rounds)', tripleDes],
      'HMAC-SHA-1 (PKCS#12, 2048 rounds)',
    ],
    ['with 3DES', '3des.p12', 'secret', [tripleDes], 'HMAC-SHA-1 (PKCS#12, 2048 rounds)'],
    ['with an empty passphrase', 'empty-passphrase.p12', '', [aes], 'HMAC-SHA-256 (PKCS#12, 2048 rounds)'],
    [
      'with a passphrase that is not ASCII',
      'non-ascii.p12',
      'pässwörd',
      [aes],
      'HMAC-SHA-256 (PKCS#12, 2048 rounds)',
    ],
    [
      'with one whose octets were taken for characters',
      'non-ascii-latin1.p12',
      'pässwörd',
      ['RC2-40 (PKCS#12, SHA-1, 2048 rounds)', tripleDes],
      'HMAC-SHA-1 (PKCS#12, 2048 rounds)',
    ],
    [
      'with certificates in the open',
      'plain-certificates.p12',
      'secret',
      [aes],
      'HMAC-SHA-256 (PKCS#12, 2048 rounds)',
    ],
    [
      'as keytool writes it',
      'keytool.p12',
      'secret',
      ['AES-256 (PBKDF2, HMAC-SHA-256, 10000 rounds)'],
      'HMAC-SHA-256 (PKCS#12, 10000 rounds)',
    ],
    [
      'as certtool writes it',
      'certtool.p12',
      'secret',
      ['AES-128 (PBKDF2, HMAC-SHA-256, 600000 rounds)'],
      'HMAC-SHA-256 (PKCS#12, 600000 rounds)',
    ],
    [
      'with no passphrase at all',
      'certtool-null.p12',
      '',
      ['AES-128 (PBKDF2, HMAC-SHA-256, 600000 rounds)'],
      'HMAC-SHA-256 (PKCS#12, 600000 rounds)',
    ],
    ['without integrity check', 'no-mac.p12', 'secret', [aes], undefined],
  ])('%s', async (_, name, passphrase, encryption, integrity) => {
    const { recognised, unrecognised } = await openFound(name, ...(passphrase === '' ? [] : [passphrase]));
    expect(unrecognised).toEqual([]);
    expect(recognised.map(({ kind }) => kind).sort()).toEqual(['certificate', 'pkcs12', 'private-key']);
    expect(recognised[0]).toMatchObject({ kind: 'pkcs12', encryption, integrity });
    const found = recognised.find((item) => item.kind === 'certificate')!;
    expect(found.der).toEqual(certificate);
    expect(await openedKeys(recognised)).toEqual([[keyHash, expect.any(String)]]);
  });

  it('with the right one among several passphrases', async () => {
    const { unrecognised } = await openFound('aes-256.p12', 'wrong', 'also wrong', 'secret');
    expect(unrecognised).toEqual([]);
  });

  it('in BER of indefinite length', async () => {
    const { recognised, unrecognised } = await openBytes(streamed(foundFile('aes-256.p12')), 'secret');
    expect([recognised.length, unrecognised]).toEqual([3, []]);
  });

  it('with the names and the id that tie key and certificate', async () => {
    const { recognised } = await openFound('aes-256.p12', 'secret');
    const [, first, second] = recognised;
    expect([first!.friendlyName, second!.friendlyName]).toEqual(['tomcat', 'tomcat']);
    expect(first!.localKeyId).toEqual(second!.localKeyId);
    expect(first!.localKeyId).toHaveLength(20);
  });
});

describe('PKCS#12 with PBMAC1 (RFC 9579)', () => {
  const salt = hex('0102030405060708');
  const prf = sequence(oid(pkcsId.hmacWithSHA256), nullValue());

  /** The file of OpenSSL with its integrity check replaced. */
  function withPbmac1(passphrase: string, keyLength: readonly Uint8Array[] = [integer(32)]): Uint8Array {
    const pfx = foundFile('plain-certificates.p12');
    const { contentStart } = readBerHeader(pfx, 0, pfx.length);
    const version = readBerHeader(pfx, contentStart, pfx.length);
    const authSafe = normaliseBer(pfx.subarray(version.contentEnd)).der;
    // ContentInfo { OID data, [0] { OCTET STRING } }: the octets are what the check covers.
    const info = readBerHeader(authSafe, 0, authSafe.length);
    const type = readBerHeader(authSafe, info.contentStart, authSafe.length);
    const wrapped = readBerHeader(authSafe, type.contentEnd!, authSafe.length);
    const data = readBerHeader(authSafe, wrapped.contentStart, authSafe.length);
    const content = authSafe.subarray(data.contentStart, data.contentEnd);
    const key = pbkdf2Sync(passphrase, salt, 1000, 32, 'sha256');
    const digest = createHmac('sha256', key).update(content).digest();
    const derivation = sequence(
      oid(pkcsId.PBKDF2),
      sequence(octetString(salt), integer(1000), ...keyLength, prf),
    );
    const algorithm = sequence(oid(pkcsId.PBMAC1), sequence(derivation, prf));
    const macData = sequence(sequence(algorithm, octetString(digest)), octetString(salt), integer(1));
    return sequence(integer(3), authSafe, macData);
  }

  it('opens', async () => {
    const { recognised, unrecognised } = await openBytes(withPbmac1('secret'), 'secret');
    expect(unrecognised).toEqual([]);
    expect(recognised[0]).toMatchObject({ integrity: 'HMAC-SHA-256 (PBMAC1, PBKDF2, 1000 rounds)' });
  });

  it.each<[string, Uint8Array, string]>([
    ['another passphrase is told', withPbmac1('other'), 'wrong-passphrase'],
    ['a key of no stated length is refused', withPbmac1('secret', []), 'invalid-value'],
    ['a key too short to protect anything is refused', withPbmac1('secret', [integer(4)]), 'invalid-value'],
  ])('%s', async (_, bytes, code) => {
    expect((await failures(bytes, ['secret'])).map(([found]) => found)).toEqual([code]);
  });
});

describe('a private key opens', () => {
  it.each([
    ['PBES2 with AES-256', 'pbes2-aes-256.key', 'AES-256 (PBKDF2, HMAC-SHA-256, 100000 rounds)', 'PKCS#8'],
    [
      'PBES2 with AES-192 and SHA-512',
      'pbes2-aes-192.key',
      'AES-192 (PBKDF2, HMAC-SHA-512, 2048 rounds)',
      'PKCS#8',
    ],
    ['PBES2 with 3DES', 'pbes2-3des.key', '3DES (PBKDF2, HMAC-SHA-256, 2048 rounds)', 'PKCS#8'],
    ['PBES2 with RC2-40', 'pbes2-rc2-40.key', 'RC2-40 (PBKDF2, HMAC-SHA-256, 2048 rounds)', 'PKCS#8'],
    ['PBES1 with 3DES', 'pbes1-3des.key', '3DES (PKCS#12, SHA-1, 2048 rounds)', 'PKCS#8'],
    ['PBES1 with DES', 'pbes1-md5-des.key', 'DES (PBES1, MD5, 2048 rounds)', 'PKCS#8'],
    ['scrypt', 'scrypt.key', 'AES-256 (scrypt, N 16384, r 8, p 1)', 'PKCS#8'],
    ['old PEM encryption with AES-256', 'proc-type-aes-256.key', 'AES-256 (old PEM encryption, MD5)', 'SEC1'],
    ['old PEM encryption with 3DES', 'proc-type-3des.key', '3DES (old PEM encryption, MD5)', 'SEC1'],
  ])('%s', async (_, name, encryption, syntax) => {
    const { recognised, unrecognised } = await openFound(name, 'wrong', 'secret');
    expect(unrecognised).toEqual([]);
    expect(recognised).toMatchObject([{ kind: 'private-key', privateKey: { encryption, syntax } }]);
    expect((await openedKeys(recognised))[0]![0]).toBe(keyHash);
  });

  /** EncryptedPrivateKeyInfo as other programs write it: PBES2 with this PRF and AES-256 in this mode. */
  function encryptedKey(digest: string, mode: 'cbc' | 'gcm', tagLength = integer(16)): Uint8Array {
    const salt = hex('0102030405060708');
    const iv = new Uint8Array(mode === 'gcm' ? 12 : 16).fill(7);
    const key = pbkdf2Sync('secret', salt, 1000, 32, digest);
    const cipher = createCipheriv(`aes-256-${mode}`, key, iv);
    const encrypted = Buffer.concat([cipher.update(plainKey), cipher.final()]);
    const authTag = mode === 'gcm' ? (cipher as CipherGCM).getAuthTag() : Buffer.of();
    const prf = { sha224: pkcsId.hmacWithSHA224, sha256: pkcsId.hmacWithSHA256 }[digest]!;
    const derivation = sequence(
      oid(pkcsId.PBKDF2),
      sequence(octetString(salt), integer(1000), sequence(oid(prf), nullValue())),
    );
    const scheme =
      mode === 'cbc'
        ? sequence(oid(pkcsId['aes256-CBC']), octetString(iv))
        : sequence(oid(pkcsId['aes256-GCM']), sequence(octetString(iv), tagLength));
    return sequence(
      sequence(oid(pkcsId.PBES2), sequence(derivation, scheme)),
      octetString(new Uint8Array(Buffer.concat([encrypted, authTag]))),
    );
  }

  it.each<[string, string, 'cbc' | 'gcm', string]>([
    ['PBES2 with SHA-224', 'sha224', 'cbc', 'AES-256 (PBKDF2, HMAC-SHA-224, 1000 rounds)'],
    ['PBES2 with AES in GCM', 'sha256', 'gcm', 'AES-256-GCM (PBKDF2, HMAC-SHA-256, 1000 rounds)'],
  ])('%s', async (_, digest, mode, encryption) => {
    const { recognised, unrecognised } = await openBytes(encryptedKey(digest, mode), 'wrong', 'secret');
    expect(unrecognised).toEqual([]);
    expect(recognised).toMatchObject([{ kind: 'private-key', privateKey: { encryption } }]);
    expect((await openedKeys(recognised))[0]![0]).toBe(keyHash);
  });

  it('but not with a tag that GCM does not have', async () => {
    expect(await failures(encryptedKey('sha256', 'gcm', integer(4)), ['secret'])).toEqual([
      ['invalid-value', 'a tag of 4 octets, which GCM does not have'],
    ]);
  });

  it('and is shown by nothing but toPkcs8()', async () => {
    const { recognised } = await openFound('scrypt.key', 'secret');
    const [item] = recognised;
    if (item?.kind !== 'private-key') throw new Error('no key');
    expect(item.privateKey.toPkcs8()).toEqual(plainKey);
    const secretPart = toHex(plainKey.subarray(36, 68));
    expect(
      JSON.stringify(item, (_, value: unknown) => (value instanceof Uint8Array ? toHex(value) : value)),
    ).not.toContain(secretPart);
  });

  afterEach(() => void vi.unstubAllGlobals());

  it('although AES-192 is refused by the platform, as Chromium does', async () => {
    const subtle = new Proxy(crypto.subtle, {
      get(target, name: keyof SubtleCrypto) {
        if (name !== 'importKey') return (target[name] as () => unknown).bind(target);
        return (
          format: 'raw',
          data: Uint8Array<ArrayBuffer>,
          algorithm: string,
          ...rest: [boolean, KeyUsage[]]
        ) =>
          algorithm === 'AES-CBC' && data.length === 24
            ? Promise.reject(new DOMException('192-bit AES keys are not supported', 'OperationError'))
            : target.importKey(format, data, algorithm, ...rest);
      },
    });
    vi.stubGlobal('crypto', { subtle });
    const { recognised } = await open([{ path: 'f', bytes: foundFile('pbes2-aes-192.key') }], {
      passphrases: ['secret'],
    });
    expect(recognised).toMatchObject([{ kind: 'private-key' }]);
  });
});

describe('a part of PKCS#12 that is not read is named', () => {
  const contentInfo = (content: Uint8Array) =>
    sequence(oid(pkcsId.data), tlv(explicit(0), octetString(content)));
  const pfx = (bag: Uint8Array, ...mac: readonly Uint8Array[]) =>
    sequence(integer(3), contentInfo(sequence(contentInfo(sequence(bag)))), ...mac);
  const secretKey = sequence(oid(pkcsId.secretBag), tlv(explicit(0), sequence()));
  const typedBag = (bagId: string, type: string, content: Uint8Array) =>
    sequence(oid(bagId), tlv(explicit(0), sequence(oid(type), tlv(explicit(0), octetString(content)))));
  const sha3Mac = sequence(
    sequence(sequence(oid('2.16.840.1.101.3.4.2.8'), nullValue()), octetString(new Uint8Array(32))),
    octetString(hex('01')),
    integer(1),
  );

  it.each<[string, Uint8Array, string, string]>([
    [
      'a secret key, as keytool -genseckey makes it',
      pfx(secretKey),
      'unsupported',
      'SafeContents.SafeBag: a secret key, which no certificate needs (at byte 21)',
    ],
    [
      'a bag that nobody knows',
      pfx(sequence(oid('1.2.3.4'), tlv(explicit(0), sequence()))),
      'unsupported',
      'SafeContents.SafeBag: a part of type 1.2.3.4 (at byte 13)',
    ],
    [
      'a certificate of another kind',
      pfx(typedBag(pkcsId.certBag, '1.2.840.113549.1.9.22.2', certificate)),
      'unsupported',
      'SafeContents.SafeBag.bagValue.CertBag: a CertBag of type sdsiCertificate (at byte 41)',
    ],
    [
      'an integrity check with SHA-3',
      pfx(secretKey, sha3Mac),
      'unsupported-encryption',
      'its integrity check uses sha3-256, which is not read here',
    ],
  ])('%s', async (_, bytes, code, message) => {
    expect(await failures(bytes, ['secret'])).toEqual([[code, message]]);
  });

  it('and what needs no passphrase is read: a list, a key, and bags within a bag', async () => {
    const nested = sequence(
      oid(pkcsId.safeContentsBag),
      tlv(explicit(0), sequence(typedBag(pkcsId.crlBag, pkcsId.x509Crl, revocationList))),
    );
    const key = sequence(oid(pkcsId.keyBag), tlv(explicit(0), plainKey));
    const { recognised } = await openBytes(
      sequence(integer(3), contentInfo(sequence(contentInfo(sequence(nested, key))))),
    );
    expect(recognised.map(({ kind }) => kind)).toEqual(['pkcs12', 'crl', 'private-key']);
  });
});

describe('the ciphers of PBES2', () => {
  const iv = new Uint8Array(8);
  const cipher = (id: string, ...parameters: readonly Uint8Array[]) =>
    readAlgorithmIdentifier(DerReader.over(sequence(oid(id), ...parameters)), '');
  const rc2 = (...parameters: readonly Uint8Array[]) => cipher(pkcsId['rc2-CBC'], sequence(...parameters));

  it.each<[string, AlgorithmIdentifier, number | undefined, string, number]>([
    ['RC2 with 40 bits', rc2(integer(160), octetString(iv)), undefined, 'RC2-40', 5],
    ['RC2 with 64 bits', rc2(integer(120), octetString(iv)), undefined, 'RC2-64', 8],
    ['RC2 with 128 bits', rc2(integer(58), octetString(iv)), 16, 'RC2-128', 16],
    ['RC2 with as many bits as its number says', rc2(integer(256), octetString(iv)), 32, 'RC2-256', 32],
    ['RC2 that says nothing of its bits', rc2(octetString(iv)), undefined, 'RC2-32', 4],
    ['DES', cipher(pkcsId.desCBC, octetString(iv)), undefined, 'DES', 8],
    [
      'AES-128 in GCM with the tag that is usual',
      cipher(pkcsId['aes128-GCM'], sequence(octetString(new Uint8Array(12)))),
      undefined,
      'AES-128-GCM',
      16,
    ],
  ])('%s', (_, algorithm, keyLength, name, octets) => {
    expect(readCipher(algorithm, keyLength)).toMatchObject({ name, keyLength: octets });
  });

  it.each<[string, AlgorithmIdentifier, string]>([
    [
      'RC2 with a number that means nothing',
      rc2(integer(1), octetString(iv)),
      'the parameters of RC2 are out of range',
    ],
    ['RC2 with too many bits', rc2(integer(1032), octetString(iv)), 'the parameters of RC2 are out of range'],
    [
      'RC2 with an IV that is too short',
      rc2(integer(58), octetString(iv.subarray(1))),
      'the IV has 7 octets instead of 8',
    ],
    [
      'AES with an IV that is too short',
      cipher(pkcsId['aes256-CBC'], octetString(iv)),
      'the IV has 8 octets instead of 16',
    ],
  ])('not %s', (_, algorithm, message) => {
    expect(caught(() => readCipher(algorithm, undefined))).toMatchObject({ code: 'invalid-value', message });
  });

  it('not one without its parameters', () => {
    expect(caught(() => readCipher(cipher(pkcsId['aes128-CBC']), undefined)).code).toBe('truncated');
  });
});

describe('the answers differ', () => {
  it.each<[string, string, string[], string, string]>([
    [
      'wrong passphrase',
      'aes-256.p12',
      ['wrong'],
      'wrong-passphrase',
      'the passphrase is wrong (integrity check failed)',
    ],
    [
      'wrong passphrase, old encryption',
      'rc2-40.p12',
      ['wrong'],
      'wrong-passphrase',
      'the passphrase is wrong (integrity check failed)',
    ],
    [
      'no passphrase given',
      'aes-256.p12',
      [],
      'passphrase-needed',
      'the PKCS#12 file is encrypted: its passphrase is needed to open it',
    ],
    [
      'no integrity check, wrong passphrase',
      'no-mac.p12',
      ['wrong'],
      'no-integrity-check',
      'this file has no integrity check (MAC), so expcert cannot tell a wrong passphrase from a damaged file',
    ],
    [
      'old encryption that is not read',
      'rc4.p12',
      ['secret'],
      'unsupported-old-encryption',
      'old encryption (RC4-128, certificates; RC4-128, key) that this build does not read',
    ],
    [
      'other encryption that is not read',
      'camellia.p12',
      ['secret'],
      'unsupported-encryption',
      'encryption (camellia256-CBC, certificates; camellia256-CBC, key) that this build does not read',
    ],
    [
      'a key, wrong passphrase',
      'scrypt.key',
      ['wrong'],
      'wrong-passphrase',
      'the passphrase is wrong, or the key is damaged',
    ],
    [
      'a key, no passphrase given',
      'proc-type-3des.key',
      [],
      'passphrase-needed',
      'the key is encrypted (3DES (old PEM encryption, MD5))',
    ],
  ])('%s', async (_, name, passphrases, code, message) => {
    const found = await failures(foundFile(name), passphrases);
    expect([...new Set(found.map((each) => each.join()))]).toEqual([[code, message].join()]);
  });

  it('the container of what could not be decrypted says how it is encrypted', async () => {
    const { recognised } = await openFound('rc4.p12', 'secret');
    expect(recognised).toMatchObject([{ kind: 'pkcs12', encryption: ['RC4-128 (not read)'] }]);
  });

  it('certificates in the open are read although the key is locked', async () => {
    const open = foundFile('plain-certificates.p12');
    // The whole content of the file without MacData: version and authSafe are its first two elements.
    const outer = readBerHeader(open, 0, open.length);
    const version = readBerHeader(open, outer.contentStart, open.length);
    const authSafe = readBerHeader(open, version.contentEnd!, open.length);
    const withoutMac = sequence(open.subarray(outer.contentStart, authSafe.contentEnd));
    const { recognised, unrecognised } = await openBytes(withoutMac, 'wrong');
    expect(recognised.map(({ kind }) => kind)).toEqual(['pkcs12', 'certificate']);
    expect(unrecognised.map(({ error }) => error.code)).toEqual(['no-integrity-check']);
  });
});

describe('a file that asks for endless work is refused, naming the limit', () => {
  const rounds = 2 ** 31 - 1;
  const hmac = sequence(oid(pkcsId.hmacWithSHA256), nullValue());
  const aes = sequence(oid(pkcsId['aes256-CBC']), octetString(new Uint8Array(16)));
  const encryptedKey = (derivation: Uint8Array): Uint8Array =>
    sequence(sequence(oid(pkcsId.PBES2), sequence(derivation, aes)), octetString(new Uint8Array(32)));

  it.each<[string, Uint8Array, RegExp]>([
    [
      'PBKDF2',
      encryptedKey(sequence(oid(pkcsId.PBKDF2), sequence(octetString(hex('01')), integer(rounds), hmac))),
      /2147483647 rounds.*\(limit iterations\)/,
    ],
    [
      'scrypt',
      encryptedKey(
        sequence(
          oid(pkcsId.scrypt),
          sequence(octetString(hex('01')), integer(2 ** 20), integer(8), integer(1)),
        ),
      ),
      /\(limit scryptMemory\)/,
    ],
    [
      'scrypt, in time',
      encryptedKey(
        sequence(
          oid(pkcsId.scrypt),
          sequence(octetString(hex('01')), integer(2 ** 14), integer(8), integer(2 ** 10)),
        ),
      ),
      /\(limit iterations\)/,
    ],
    [
      'PKCS#12',
      sequence(
        sequence(
          oid(pkcsId['pbeWithSHAAnd3-KeyTripleDES-CBC']),
          sequence(octetString(hex('01')), integer(rounds)),
        ),
        octetString(new Uint8Array(32)),
      ),
      /at most 2000000 .*\(limit iterations\)/,
    ],
  ])('%s', async (_, bytes, message) => {
    expect(await failures(bytes, ['secret'])).toEqual([['too-large', expect.stringMatching(message)]]);
  });

  it('in many files together', async () => {
    const files = Array.from({ length: 5 }, (_, i) => ({
      path: `${i}`,
      bytes: foundFile('pbes2-aes-256.key'),
    }));
    const { recognised, unrecognised } = await open(files, {
      passphrases: ['secret'],
      limits: { totalIterations: 350_000 },
    });
    expect(recognised).toHaveLength(3);
    expect(unrecognised.map(({ error }) => error.message)).toEqual(
      Array(2).fill(expect.stringMatching(/\(limit totalIterations\)/)),
    );
  });

  it.each([
    ['no round at all', integer(0)],
    ['less than none', integer(-1)],
  ])('%s', async (_, iterations) => {
    const bytes = encryptedKey(
      sequence(oid(pkcsId.PBKDF2), sequence(octetString(hex('01')), iterations, hmac)),
    );
    expect((await failures(bytes, ['secret'])).map(([code]) => code)).toEqual([
      expect.stringMatching(/^invalid-/),
    ]);
  });
});
