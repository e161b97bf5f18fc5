import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Crypto as Peculiar } from '@peculiar/webcrypto';
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import * as expcert from '../../src/lib/index.ts';
import { corp } from '../support/corp.ts';
import { judgedAt } from '../support/pki.ts';

const at = new Date(judgedAt);
const plan = expcert.planDeployment(expcert.readDeployment(corp).deployment!);
const peer = plan.requests[0]!;

/**
 * Everything of the library that has to do with keys or with digests, ciphers and signatures, with keys of a provider
 * that is not the platform. Only key objects are the provider's.
 */
describe('with keys of @peculiar/webcrypto', () => {
  const crypto = new Peculiar();
  const kinds = [
    { type: 'rsa', bits: 2048 },
    { type: 'ec', curve: 'P-256' },
    { type: 'ec', curve: 'P-384' },
    { type: 'ec', curve: 'P-521' },
  ] as const;
  const nameOf = (kind: expcert.KeyKind): string => (kind.type === 'rsa' ? 'RSA' : kind.curve);

  describe.each(kinds.map((kind) => [nameOf(kind), kind] as const))('%s', (_, kind) => {
    let keyPair: CryptoKeyPair;
    let der: Uint8Array<ArrayBuffer>;
    beforeAll(async () => {
      keyPair = await expcert.generateKeyPair(kind, { crypto });
      ({ der } = await expcert.createCsr(peer, { keyPair, crypto }));
    });

    it.each<[string, () => Promise<unknown>]>([
      ['createCsr', () => Promise.resolve(expcert.readCsr(der).subject)],
      ['createCsr with a key of its own', () => expcert.createCsr(peer, { crypto })],
      ['buildCsr', () => expcert.buildCsr(expcert.csrContent(peer), keyPair, { crypto })],
      ['exportPrivateKey', () => expcert.exportPrivateKey(keyPair.privateKey, { crypto })],
      [
        'exportPrivateKey with a passphrase',
        () => expcert.exportPrivateKey(keyPair.privateKey, { crypto, passphrase: 'x' }),
      ],
      ['checkCsr with the key', () => expcert.checkCsr(der, { at, plan, keyPair, crypto })],
    ])('%s() works', async (_name, act) => {
      await expect(act()).resolves.toBeDefined();
    });

    it('the request is signed, and the key is found to be its', async () => {
      const { held } = await expcert.checkCsr(der, { at, keyPair, crypto });
      expect(held.join()).toContain('signature');
    });

    it('an exported key comes back, into either provider', async () => {
      const pem = await expcert.exportPrivateKey(keyPair.privateKey, { crypto, passphrase: 'x' });
      for (const into of [{ crypto }, {}]) {
        const { spki } = await expcert.readPrivateKey(pem, { passphrase: 'x', ...into });
        expect(Buffer.from(spki).equals(expcert.readCsr(der).publicKey.der)).toBe(true);
      }
    });

    it.each<[string, string, () => Promise<unknown>]>([
      ['createCsr', 'options.keyPair', () => expcert.createCsr(peer, { keyPair })],
      ['buildCsr', 'keyPair', () => expcert.buildCsr(expcert.csrContent(peer), keyPair)],
      ['exportPrivateKey', 'key', () => expcert.exportPrivateKey(keyPair.privateKey)],
      ['checkCsr', 'options.keyPair', () => expcert.checkCsr(der, { at, keyPair })],
    ])('%s() without the provider says what is missing', async (_name, argument, act) => {
      await expect(act()).rejects.toThrow(
        new TypeError(
          `${argument}: the keys are of another provider of WebCrypto; give it as options.crypto`,
        ),
      );
    });
  });

  it.each(readdirSync(join(import.meta.dirname, '../../fixtures/keys')))(
    'readPrivateKey() of %s says what the platform says',
    async (name) => {
      const pem = readFileSync(join(import.meta.dirname, '../../fixtures/keys', name), 'utf8');
      const answer = (options: expcert.KeyOptions): Promise<unknown> =>
        expcert.readPrivateKey(pem, options).then(
          ({ spki }) => Buffer.from(spki).toString('hex'),
          (error: unknown) => (error as expcert.DecodeError).code,
        );
      expect(await answer({ crypto })).toEqual(await answer({}));
    },
  );
});

/** A provider of keys alone, as tokens are: it knows no digest, no PBKDF2 and no AES. */
describe('with a provider that knows nothing but signatures', () => {
  const { subtle } = globalThis.crypto;
  const refused = (name: string) => (): never => {
    throw new DOMException(`${name}: Unrecognized name`, 'NotSupportedError');
  };
  const bare = {
    sign: subtle.sign.bind(subtle),
    generateKey: subtle.generateKey.bind(subtle),
    exportKey: subtle.exportKey.bind(subtle),
    importKey: subtle.importKey.bind(subtle),
  };
  const crypto = {
    subtle: new Proxy(bare, {
      get: (target, name) =>
        (target as Readonly<Record<PropertyKey, unknown>>)[name] ?? refused(String(name)),
    }),
    getRandomValues: refused('getRandomValues'),
  } as unknown as Crypto;

  it('a request is made and checked, a key exported with a passphrase and read', async () => {
    const { der, keyPair, publicKeyHash } = await expcert.createCsr(peer, { crypto });
    expect(publicKeyHash).toMatch(/^sha256:/);
    const { held } = await expcert.checkCsr(der, { at, keyPair, crypto });
    expect(held.length).toBeGreaterThan(0);
    const pem = await expcert.exportPrivateKey(keyPair.privateKey, { crypto, passphrase: 'x' });
    const { encrypted } = await expcert.readPrivateKey(pem, { crypto, passphrase: 'x' });
    expect(encrypted).toBe(true);
  });

  it('an error of the provider is told as it is, and is none of the file', async () => {
    const failing = { ...crypto, subtle: { ...bare, importKey: refused('importKey') } } as unknown as Crypto;
    const pem = readFileSync(join(import.meta.dirname, '../../fixtures/keys/ec-p-256.pem'), 'utf8');
    await expect(expcert.readPrivateKey(pem, { crypto: failing })).rejects.toThrow(
      'importKey: Unrecognized name',
    );
  });
});

it('what has nothing to do with key objects takes no provider', () => {
  expectTypeOf<expcert.OpenOptions>().not.toHaveProperty('crypto');
  expectTypeOf<expcert.CheckOptions>().not.toHaveProperty('crypto');
  expectTypeOf<expcert.CheckTrustListOptions>().not.toHaveProperty('crypto');
  expectTypeOf(expcert.describe).parameters.toExtend<[unknown]>();
});
