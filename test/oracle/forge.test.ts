import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { toHex } from '../../src/lib/bytes.ts';
import { decryptCbc } from '../../src/lib/formats/ciphers/cbc.ts';
import { rc2Decryption } from '../../src/lib/formats/ciphers/rc2.ts';
import { randomFrom } from '../support/chains/random.ts';

/** What is used of node-forge, which has no types of its own. */
interface Forge {
  readonly util: { createBuffer(octets: string): ForgeBuffer };
  readonly rc2: {
    createEncryptionCipher(
      key: string,
      effectiveBits: number,
    ): {
      start(iv: string): void;
      update(input: ForgeBuffer): void;
      finish(): boolean;
      readonly output: ForgeBuffer;
    };
  };
}
interface ForgeBuffer {
  getBytes(): string;
}

const forge = createRequire(import.meta.url)('node-forge') as Forge;
const binary = (octets: Uint8Array): string => String.fromCharCode(...octets);
const octetsOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

it.each([40, 64, 128])('RC2 of %i bits decrypts what node-forge encrypts', (bits) => {
  const random = randomFrom(bits);
  const below = (end: number): number => Math.floor(random.next() * end);
  const octets = (length: number): Uint8Array => Uint8Array.from({ length }, () => below(256));
  for (let round = 0; round < 500; round++) {
    const [key, iv, plain] = [octets(bits / 8), octets(8), octets(below(100))];
    const cipher = forge.rc2.createEncryptionCipher(binary(key), bits);
    cipher.start(binary(iv));
    cipher.update(forge.util.createBuffer(binary(plain)));
    cipher.finish();
    const ours = decryptCbc(rc2Decryption(key, bits), iv, octetsOf(cipher.output.getBytes()));
    expect(ours && toHex(ours)).toBe(toHex(plain));
  }
});
