import { Crypto as SecondProvider } from '@peculiar/webcrypto';
import { describe, expect, it } from 'vitest';
import { generateKeyPair, keyKindOf } from '../../../src/lib/csr/key-pair.ts';
import { exportPrivateKey, readPrivateKey } from '../../../src/lib/formats/private-key.ts';
import { readPem, writePem } from '../../../src/lib/formats/pem.ts';
import { integer, nullValue, octetString, oid, sequence } from '../../../src/lib/asn1/der-writer.ts';
import { keyKinds, keyKindText, keyPairOf } from '../../support/requests.ts';

const p256 = () => keyPairOf({ type: 'ec', curve: 'P-256' });
const spki = async (key: CryptoKey) => new Uint8Array(await crypto.subtle.exportKey('spki', key));
const bytesOf = (pem: string) => readPem(pem).blocks[0]!.bytes;

/** EncryptedPrivateKeyInfo that asks for so many PBKDF2 rounds. */
function asking(
  iterations: number | bigint,
  cipher = '2.16.840.1.101.3.4.1.42',
  prf = '1.2.840.113549.2.9',
): string {
  const salt = octetString(new Uint8Array(16));
  const kdf = sequence(
    oid('1.2.840.113549.1.5.12'),
    sequence(salt, integer(iterations), sequence(oid(prf), nullValue())),
  );
  const scheme = sequence(oid(cipher), octetString(new Uint8Array(16)));
  const algorithm = sequence(oid('1.2.840.113549.1.5.13'), sequence(kdf, scheme));
  return writePem('ENCRYPTED PRIVATE KEY', sequence(algorithm, octetString(new Uint8Array(48))));
}

describe('a private key', () => {
  it.each(keyKinds.map((kind) => [keyKindText(kind), kind] as const))(
    '%s comes back as it was',
    async (_, kind) => {
      const { privateKey, publicKey } = await keyPairOf(kind);
      const pem = await exportPrivateKey(privateKey);
      expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----\n(.+\n)+-----END PRIVATE KEY-----\n$/);
      const { keyPair, encrypted } = await readPrivateKey(pem);
      expect(encrypted).toBe(false);
      expect(keyKindOf(keyPair.privateKey)).toEqual(kind);
      expect(await spki(keyPair.publicKey)).toEqual(await spki(publicKey));
    },
  );

  it.each(['correct horse', 'pässwörd 🔑', ' blanks count '])(
    'comes back with the passphrase "%s"',
    async (passphrase) => {
      const { privateKey, publicKey } = await p256();
      const pem = await exportPrivateKey(privateKey, { passphrase });
      expect(pem).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
      const { keyPair, encrypted } = await readPrivateKey(pem, { passphrase });
      expect(encrypted).toBe(true);
      expect(await spki(keyPair.publicKey)).toEqual(await spki(publicKey));
    },
  );

  it('is encrypted with a salt of its own each time', async () => {
    const { privateKey } = await p256();
    const once = await exportPrivateKey(privateKey, { passphrase: 'x' });
    expect(await exportPrivateKey(privateKey, { passphrase: 'x' })).not.toBe(once);
  });

  it('is found in DER, and among other text and blocks', async () => {
    const pem = await exportPrivateKey((await p256()).privateKey);
    const text = `Bag Attributes\n  friendlyName: a\n${writePem('CERTIFICATE', Uint8Array.of(0x30, 0))}${pem}`;
    for (const input of [bytesOf(pem), text, new TextEncoder().encode(text)]) {
      expect(keyKindOf((await readPrivateKey(input)).keyPair.privateKey)).toEqual({
        type: 'ec',
        curve: 'P-256',
      });
    }
  });

  it('is made and read with a second provider', async () => {
    const second = new SecondProvider();
    const { privateKey } = await generateKeyPair({ type: 'ec', curve: 'P-521' }, { crypto: second });
    const pem = await exportPrivateKey(privateKey, { passphrase: 'x', crypto: second });
    for (const provider of [second, crypto]) {
      const { keyPair } = await readPrivateKey(pem, { passphrase: 'x', crypto: provider });
      expect(keyKindOf(keyPair.privateKey)).toEqual({ type: 'ec', curve: 'P-521' });
    }
  });

  it.each([
    ['an empty passphrase', { passphrase: '' }, 'the passphrase is empty'],
    ['too few iterations', { passphrase: 'x', iterations: 599_999 }, 'expected 600000 to 10000000'],
    ['more iterations than are read back', { passphrase: 'x', iterations: 10_000_001 }, 'not 10000001'],
    ['a number of iterations that is none', { passphrase: 'x', iterations: NaN }, 'not NaN'],
  ])('is not written with %s', async (_, options, message) => {
    const written = exportPrivateKey((await p256()).privateKey, options);
    await expect(written).rejects.toThrow(TypeError);
    await expect(written).rejects.toThrow(message);
  });

  it('that cannot be exported is not written', async () => {
    const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ]);
    await expect(exportPrivateKey(privateKey)).rejects.toThrow('not extractable');
  });
});

describe('readPrivateKey says', () => {
  it.each([
    ['passphrase-needed', 'an encrypted key without a passphrase', asking(1), undefined],
    ['wrong-passphrase', 'content that decrypts to nonsense', asking(1), 'x'],
    ['too-large', 'one iteration above the limit', asking(10_000_001), 'x'],
    ['too-large', 'a number of iterations no counter holds', asking(2n ** 64n), 'x'],
    ['invalid-value', 'no iterations', asking(0), 'x'],
    ['invalid-integer', 'negative iterations', asking(-5), 'x'],
    ['unsupported-encryption', 'Camellia', asking(1, '1.2.392.200011.61.1.1.1.4'), 'x'],
    ['unsupported-encryption', 'HMAC with SHA-512/256', asking(1, undefined, '1.2.840.113549.2.13'), 'x'],
    ['unsupported', 'an OpenSSH key', writePem('OPENSSH PRIVATE KEY', Uint8Array.of(1, 2, 3)), undefined],
    ['unrecognised', 'a text without key', 'nothing here', undefined],
    ['unrecognised', 'a certificate', writePem('CERTIFICATE', Uint8Array.of(0x30, 0)), undefined],
    [
      'unrecognised',
      'a key block that holds something else',
      writePem('PRIVATE KEY', Uint8Array.of(5, 0)),
      undefined,
    ],
    ['invalid-pem', 'a key block that is cut off', '-----BEGIN PRIVATE KEY-----\nMIGH\n', undefined],
    [
      'invalid-base64',
      'a key block that is no base64',
      writePem('PRIVATE KEY', Uint8Array.of(0x30, 0)).replace('M', '*'),
      undefined,
    ],
  ])('%s for %s', async (code, _, input, passphrase) => {
    const read = readPrivateKey(input, passphrase === undefined ? {} : { passphrase });
    await expect(read).rejects.toMatchObject({ name: 'DecodeError', code });
  });

  it('wrong-passphrase for every one of 20 wrong passphrases', async () => {
    const pem = await exportPrivateKey((await p256()).privateKey, { passphrase: 'right' });
    for (let i = 0; i < 20; i++) {
      await expect(readPrivateKey(pem, { passphrase: `wrong ${i}` })).rejects.toMatchObject({
        code: 'wrong-passphrase',
      });
    }
  });
});
