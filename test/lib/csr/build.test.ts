import { Crypto as SecondProvider } from '@peculiar/webcrypto';
import { describe, expect, it } from 'vitest';
import { buildCsr, type CsrContent } from '../../../src/lib/csr/build.ts';
import { generateKeyPair, importKeyPair, type RequestHash } from '../../../src/lib/csr/key-pair.ts';
import { readCsr } from '../../../src/lib/csr/parse.ts';
import { contents, keyKinds, keyKindText, keyPairOf } from '../../support/requests.ts';

const plain: CsrContent = { ...contents['DNS names only']!, hash: 'sha256' };
const p256 = () => keyPairOf({ type: 'ec', curve: 'P-256' });
const signatureAlgorithm = (der: Uint8Array) => readCsr(der).signatureAlgorithm.id;

describe('a request', () => {
  it.each(keyKinds.map((kind) => [keyKindText(kind), kind] as const))(
    'for %s asks for its key usage, extended key usage and names, in this order',
    async (_, kind) => {
      const { extensions } = readCsr(await buildCsr(plain, await keyPairOf(kind)));
      expect(extensions.map(({ id, critical }) => [id, critical])).toEqual([
        ['2.5.29.15', true],
        ['2.5.29.37', false],
        ['2.5.29.17', false],
      ]);
    },
  );

  it('without extended key usages has no such extension', async () => {
    const { extensions } = readCsr(await buildCsr({ ...plain, extendedKeyUsage: [] }, await p256()));
    expect(extensions.map(({ id }) => id)).toEqual(['2.5.29.15', '2.5.29.17']);
  });

  it.each([
    ['sha256', '1.2.840.113549.1.1.11'],
    ['sha384', '1.2.840.113549.1.1.12'],
    ['sha512', '1.2.840.113549.1.1.13'],
  ] as const)(
    'is signed with %s although the RSA key was made for SHA-256',
    async (hash: RequestHash, id) => {
      const der = await buildCsr({ ...plain, hash }, await keyPairOf({ type: 'rsa', bits: 2048 }));
      expect(signatureAlgorithm(der)).toBe(id);
    },
  );

  it('is signed with the hash asked for by an EC key', async () => {
    expect(signatureAlgorithm(await buildCsr({ ...plain, hash: 'sha512' }, await p256()))).toBe(
      '1.2.840.10045.4.3.4',
    );
  });

  it.each([
    { type: 'rsa', bits: 2048 },
    { type: 'ec', curve: 'P-521' },
  ] as const)('is made with a second provider: %o', async (kind) => {
    const crypto = new SecondProvider();
    const keyPair = await generateKeyPair(kind, { crypto });
    const der = await buildCsr({ ...plain, hash: 'sha384' }, keyPair, { crypto });
    const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keyPair.privateKey));
    const native = await importKeyPair(pkcs8, { hash: 'sha384' });
    const spki = new Uint8Array(await globalThis.crypto.subtle.exportKey('spki', native.publicKey));
    expect(readCsr(der).publicKey.der).toEqual(spki);
    expect(signatureAlgorithm(der)).toBe(
      kind.type === 'rsa' ? '1.2.840.113549.1.1.12' : '1.2.840.10045.4.3.3',
    );
  });

  it.each([
    ['no name at all', { names: [] }, 'at least one name'],
    ['a name outside ASCII', { names: [{ type: 'DNS', value: 'bücher.example' }] }, 'DNS:bücher.example'],
    [
      'a control character in a name',
      { names: [{ type: 'DNS', value: 'a\u0000.example' }] },
      'printable ASCII',
    ],
    ['a blank in a name', { names: [{ type: 'XMPP', value: 'a b' }] }, 'without blanks'],
    ['an empty name', { names: [{ type: 'DNS', value: '' }] }, 'DNS:'],
    ['an SRVName without service', { names: [{ type: 'SRV', value: 'example.com' }] }, 'starts with "_"'],
    ['a CN outside ASCII', { commonName: 'bücher.example' }, 'bücher.example'],
    ['a CN of 65 characters', { commonName: `${'a'.repeat(61)}.com` }, 'at most 64 characters'],
    ['an unknown subject attribute', { subject: [{ type: 'X', value: 'y' }] }, 'unknown subject attribute'],
  ] as const)('is refused with %s', async (_, odd: Partial<CsrContent>, message) => {
    const build = buildCsr({ ...plain, ...odd }, await p256());
    await expect(build).rejects.toThrow(TypeError);
    await expect(build).rejects.toThrow(message);
  });

  it('is refused with a key for something else', async () => {
    const ecdh = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
    await expect(buildCsr(plain, ecdh)).rejects.toThrow('ECDH keys cannot sign a request here');
  });
});
