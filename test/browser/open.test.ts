import { describe, expect, inject, it } from 'vitest';
import { publicKeyHash } from '../../src/lib/front.ts';
import { exportPrivateKey, generateKeyPair, open, readPrivateKey } from '../../src/lib/index.ts';
import { bytesOf } from './bytes.ts';

const { found } = inject('material');
/** Of fixtures/keys/ec-p-256.pem: the key in every file. */
const keyHash = 'sha256:2O/qE3FoseU3f7+cWHqvlrD7TUWixtuEUskuwsDkWQQ=';

async function openedBy(passphrase: string, name: string) {
  const { recognised, unrecognised } = await open([{ path: name, bytes: bytesOf(found[name]!) }], {
    passphrases: [passphrase],
  });
  const keys = recognised.flatMap((thing) =>
    thing.kind === 'private-key' ? [thing.privateKey.publicKey!] : [],
  );
  return {
    kinds: recognised.map(({ kind }) => kind).sort(),
    keys: await Promise.all(keys.map(({ der }) => publicKeyHash(der))),
    errors: unrecognised.map(({ error }) => error.code),
  };
}

describe('in a browser, PKCS#12 opens', () => {
  it.each([
    ['as OpenSSL 3 writes it', 'aes-256.p12', 'secret'],
    ['as Windows writes it: RC2-40 and 3DES', 'rc2-40.p12', 'secret'],
    ['with 3DES', '3des.p12', 'secret'],
    ['with an empty passphrase', 'empty-passphrase.p12', ''],
    ['with a passphrase that is not ASCII', 'non-ascii.p12', 'pässwörd'],
    ['with certificates in the open', 'plain-certificates.p12', 'secret'],
    ['as keytool writes it', 'keytool.p12', 'secret'],
    ['as certtool writes it', 'certtool.p12', 'secret'],
  ])('%s', async (_, name, passphrase) => {
    expect(await openedBy(passphrase, name)).toEqual({
      kinds: ['certificate', 'pkcs12', 'private-key'],
      keys: [keyHash],
      errors: [],
    });
  });

  it('not with another passphrase', async () => {
    expect(await openedBy('wrong', 'aes-256.p12')).toMatchObject({ keys: [], errors: ['wrong-passphrase'] });
  });
});

describe('in a browser, a private key opens that is encrypted with', () => {
  it.each([
    ['PBES2, AES-256', 'pbes2-aes-256.key'],
    ['PBES2, AES-192', 'pbes2-aes-192.key'],
    ['PBES2, 3DES', 'pbes2-3des.key'],
    ['PBES1, 3DES', 'pbes1-3des.key'],
    ['scrypt', 'scrypt.key'],
    ['AES-256 as OpenSSL wrote it of old', 'proc-type-aes-256.key'],
  ])('%s', async (_, name) => {
    expect(await openedBy('secret', name)).toEqual({ kinds: ['private-key'], keys: [keyHash], errors: [] });
  });
});

it('in a browser, what we write encrypted opens again', async () => {
  const { privateKey, publicKey } = await generateKeyPair({ type: 'ec', curve: 'P-256' });
  const pem = await exportPrivateKey(privateKey, { passphrase: 'pässwörd' });
  const { spki, encrypted } = await readPrivateKey(pem, { passphrase: 'pässwörd' });
  expect([encrypted, spki]).toEqual([true, new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))]);
});
