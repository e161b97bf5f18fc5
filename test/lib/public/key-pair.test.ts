import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Crypto } from '@peculiar/webcrypto';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as expcert from '../../../src/lib/index.ts';
import type { KeyPairInput } from '../../../src/lib/index.ts';
import { corp } from '../../support/corp.ts';
import { judgedAt } from '../../support/pki.ts';

const at = new Date(judgedAt);
const peer = expcert.planDeployment(expcert.readDeployment(corp).deployment!).requests[0]!;
const rsaPeer = { ...peer, request: { ...peer.request, hash: 'sha384' as const } };

const spkiOf = (key: KeyObject): Buffer => createPublicKey(key).export({ type: 'spki', format: 'der' });

describe('a key pair of node:crypto', () => {
  it.each([
    ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 }), rsaPeer],
    ['ECDSA', generateKeyPairSync('ec', { namedCurve: 'P-384' }), peer],
  ] as const)('with an %s key signs a request, and checks it', async (_, pair, planned) => {
    const { der, keyPair } = await expcert.createCsr(planned, { keyPair: pair });
    const { publicKey } = expcert.readCsr(der);
    expect(Buffer.from(publicKey.der).equals(spkiOf(pair.privateKey))).toBe(true);
    const checked = await expcert.checkCsr(der, { at, keyPair: pair });
    expect(checked.findings.filter(({ code }) => /signature|key/.test(code))).toEqual([]);
    const pem = await expcert.exportPrivateKey(pair.privateKey);
    expect(spkiOf(createPrivateKey(pem)).equals(spkiOf(pair.privateKey))).toBe(true);
    expect(keyPair.privateKey.type).toBe('private');
  });

  it.each([
    [
      'an Ed25519 key',
      generateKeyPairSync('ed25519'),
      'options.keyPair: ed25519 keys cannot sign a request here',
    ],
    [
      'a public key in the place of the private one',
      { privateKey: generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey },
      'options.keyPair.privateKey: expected a private key, found a public one',
    ],
  ])('is refused with %s', async (_, keyPair, message) => {
    await expect(expcert.createCsr(peer, { keyPair })).rejects.toThrow(new TypeError(message));
  });

  it('has a type that fits', () => {
    expectTypeOf<{ publicKey: KeyObject; privateKey: KeyObject }>().toExtend<KeyPairInput>();
    expectTypeOf<CryptoKeyPair>().toExtend<KeyPairInput>();
    expectTypeOf<KeyObject>().not.toExtend<KeyPairInput>();
  });
});

describe('a key pair that is none', () => {
  const ec = { type: 'ec', curve: 'P-256' } as const;
  const rsa = { type: 'rsa', bits: 2048 } as const;
  const ofNode = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const mixed = async (one: () => unknown, other: () => unknown) =>
    ({
      privateKey: ((await one()) as CryptoKeyPair).privateKey,
      publicKey: ((await other()) as CryptoKeyPair).publicKey,
    }) as KeyPairInput;
  const made = (kind: expcert.KeyKind) => () => expcert.generateKeyPair(kind);
  const provider = new Crypto() as unknown as globalThis.Crypto;

  it.each([
    ['two ECDSA pairs', made(ec), made(ec)],
    ['two RSA pairs', made(rsa), made(rsa)],
    ['an RSA and an ECDSA pair', made(rsa), made(ec)],
    ['two pairs of node:crypto', ofNode, ofNode],
  ])('since its halves are of %s signs no request', async (_, one, other) => {
    const keyPair = await mixed(one, other);
    const message = "keyPair: expected a pair, found a public key that is another private key's";
    await expect(expcert.createCsr(peer, { keyPair })).rejects.toThrow(new TypeError(`options.${message}`));
    await expect(expcert.buildCsr(expcert.csrContent(peer), keyPair)).rejects.toThrow(new TypeError(message));
  });

  it('for the provider that is given says so', async () => {
    const keyPair = await expcert.generateKeyPair(ec);
    const options = { crypto: provider };
    const message = 'the keys are not of the provider in options.crypto';
    await expect(expcert.createCsr(peer, { keyPair, ...options })).rejects.toThrow(
      new TypeError(`options.keyPair: ${message}`),
    );
    await expect(expcert.exportPrivateKey(keyPair.privateKey, options)).rejects.toThrow(
      new TypeError(`key: ${message}`),
    );
  });
});
