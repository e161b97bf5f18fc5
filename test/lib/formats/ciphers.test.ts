import { createCipheriv, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aesCipher } from '../../../src/lib/formats/encryption/cipher.ts';
import { aesDecryption } from '../../../src/lib/formats/ciphers/aes.ts';
import { decryptCbc, type BlockDecryption } from '../../../src/lib/formats/ciphers/cbc.ts';
import { desDecryption } from '../../../src/lib/formats/ciphers/des.ts';
import { rc2Decryption } from '../../../src/lib/formats/ciphers/rc2.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

function decrypted(cipher: BlockDecryption, block: string): string {
  const output = new Uint8Array(cipher.size);
  cipher.decrypt(bytes(block), 0, output);
  return Buffer.from(output).toString('hex');
}

describe('DES', () => {
  // The worked example of J. Orlin Grabbe, and the published vectors of NBS SP 500-20, table 3 (S-box test).
  it.each([
    ['133457799BBCDFF1', '85E813540F0AB405', '0123456789abcdef'],
    ['7CA110454A1A6E57', '690F5B0D9A26939B', '01a1d6d039776742'],
    ['0131D9619DC1376E', '7A389D10354BD271', '5cd54ca83def57da'],
    ['07A1133E4A0B2686', '868EBB51CAB4599A', '0248d43806f67172'],
    ['3849674C2602319E', '7178876E01F19B2A', '51454b582ddf440a'],
    ['04B915BA43FEB5B6', 'AF37FB421F8C4095', '42fd443059577fa2'],
    ['0113B970FD34F2CE', '86A560F10EC6D85B', '059b5e0851cf143a'],
    ['0170F175468FB5E6', '0CD3DA020021DC09', '0756d8e0774761d2'],
    ['43297FAD38E373FE', 'EA676B2CB7DB2B7A', '762514b829bf486a'],
    ['07A7137045DA2A16', 'DFD64A815CAF1A0F', '3bdd119049372802'],
    ['04689104C2FD3B2F', '5C513C9C4886C088', '26955f6835af609a'],
    ['37D06BB516CB7546', '0A2AEEAE3FF4AB77', '164d5e404f275232'],
    ['1F08260D1AC2465E', 'EF1BF03E5DFA575A', '6b056e18759f5cca'],
  ])('with key %s turns %s into %s', (key, encrypted, plain) => {
    expect(decrypted(desDecryption(bytes(key)), encrypted)).toBe(plain);
  });

  it('takes two and three keys as OpenSSL does', () => {
    const iv = randomBytes(8);
    const plain = Buffer.from('a private key would stand here');
    for (const [name, key] of [
      ['des-ede3-cbc', randomBytes(24)],
      ['des-ede-cbc', randomBytes(16)],
    ] as const) {
      const cipher = createCipheriv(name, key, iv);
      const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
      expect(Buffer.from(decryptCbc(desDecryption(key), iv, encrypted)!)).toEqual(plain);
    }
  });
});

describe('RC2', () => {
  // RFC 2268 section 5.
  it.each([
    ['0000000000000000', 63, 'ebb773f993278eff', '0000000000000000'],
    ['ffffffffffffffff', 64, '278b27e42e2f0d49', 'ffffffffffffffff'],
    ['3000000000000000', 64, '30649edf9be7d2c2', '1000000000000001'],
    ['88', 64, '61a8a244adacccf0', '0000000000000000'],
    ['88bca90e90875a', 64, '6ccf4308974c267f', '0000000000000000'],
    ['88bca90e90875a7f0f79c384627bafb2', 64, '1a807d272bbe5db1', '0000000000000000'],
    ['88bca90e90875a7f0f79c384627bafb2', 128, '2269552ab0f85ca6', '0000000000000000'],
    [
      '88bca90e90875a7f0f79c384627bafb216f80a6f85920584c42fceb0be255daf1e',
      129,
      '5b78d3a43dfff1f1',
      '0000000000000000',
    ],
  ] as const)('with key %s (%i bits) turns %s into %s', (key, effectiveBits, encrypted, plain) => {
    expect(decrypted(rc2Decryption(bytes(key), effectiveBits), encrypted)).toBe(plain);
  });
});

describe('AES', () => {
  // FIPS 197, appendices B and C.
  it.each([
    [
      '2b7e151628aed2a6abf7158809cf4f3c',
      '3925841d02dc09fbdc118597196a0b32',
      '3243f6a8885a308d313198a2e0370734',
    ],
    [
      '000102030405060708090a0b0c0d0e0f',
      '69c4e0d86a7b0430d8cdb78070b4c55a',
      '00112233445566778899aabbccddeeff',
    ],
    [
      '000102030405060708090a0b0c0d0e0f1011121314151617',
      'dda97ca4864cdfe06eaf70a0ec0d7191',
      '00112233445566778899aabbccddeeff',
    ],
    [
      '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
      '8ea2b7ca516745bfeafc49904b496089',
      '00112233445566778899aabbccddeeff',
    ],
  ])('with key %s turns %s into %s', (key, encrypted, plain) => {
    expect(decrypted(aesDecryption(bytes(key)), encrypted)).toBe(plain);
  });

  it.each([128, 192, 256])('with any key of %i bits decrypts what node encrypted', (bits) => {
    for (let round = 0; round < 20; round++) {
      const [key, iv, plain] = [randomBytes(bits / 8), randomBytes(16), randomBytes(100 + round)];
      const cipher = createCipheriv(`aes-${bits}-cbc`, key, iv);
      const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
      expect(Buffer.from(decryptCbc(aesDecryption(key), iv, encrypted)!)).toEqual(plain);
    }
  });
});

describe('AES where WebCrypto lacks it', () => {
  const without = { subtle: { importKey: () => Promise.reject(new Error('not supported')) } };
  const iv = bytes('000102030405060708090a0b0c0d0e0f');
  const open = (bits: 128 | 192 | 256, key: Uint8Array, encrypted: Uint8Array) =>
    aesCipher(bits, iv).decrypt(key, encrypted);
  beforeEach(() => void vi.stubGlobal('crypto', without));
  afterEach(() => void vi.unstubAllGlobals());

  it.each([128, 192, 256] as const)('with %i bits decrypts what node encrypted', async (bits) => {
    const key = new Uint8Array(bits / 8).fill(7);
    const cipher = createCipheriv(`aes-${bits}-cbc`, key, iv);
    const encrypted = Buffer.concat([cipher.update('a private key'), cipher.final()]);
    const plain = await open(bits, key, encrypted);
    expect(plain && new TextDecoder().decode(plain)).toBe('a private key');
    expect(
      await open(
        bits,
        key.map((octet) => octet ^ 1),
        encrypted,
      ),
    ).toBeUndefined();
  });
});

describe('CBC padding', () => {
  /** Shows its input. */
  const noCipher: BlockDecryption = {
    size: 4,
    decrypt: (input, at, output) => output.set(input.subarray(at, at + 4), at),
  };
  const iv = bytes('00000000');

  it.each([
    ['is taken off', '61626302 0202', undefined],
    ['of one octet', '61626301', '616263'],
    ['of a whole block', '04040404', ''],
    ['of zero is refused', '61626300', undefined],
    ['longer than a block is refused', '05050505', undefined],
    ['that is not all the same is refused', '61620302', undefined],
    ['of nothing is refused', '', undefined],
  ])('%s', (_, encrypted, plain) => {
    const found = decryptCbc(noCipher, iv, bytes(encrypted));
    expect(found && Buffer.from(found).toString('hex')).toBe(plain);
  });

  it('an IV of another length than the block is refused', () => {
    expect(decryptCbc(noCipher, bytes('0000'), bytes('61626301'))).toBeUndefined();
  });
});
