import type { BlockDecryption } from './cbc.ts';

/** Times x in GF(2^8) (FIPS 197 section 4.3). */
const timesX = (octet: number): number => ((octet << 1) ^ (octet & 0x80 ? 0x1b : 0)) & 255;

const rotated = (octet: number, by: number): number => ((octet << by) | (octet >> (8 - by))) & 255;

/** The S-box of section 5.1.1: of every octet the inverse, then an affine transformation. */
function substitutes(): Uint8Array {
  const box = new Uint8Array(256).fill(0x63, 0, 1);
  for (let power = 1, inverse = 1, i = 0; i < 255; i++) {
    box[power] = [1, 2, 3, 4].reduce((sum, by) => sum ^ rotated(inverse, by), 0x63 ^ inverse);
    // The powers of 3, and their inverses: one times 3, the other divided by it.
    power ^= timesX(power);
    for (const by of [1, 2, 4]) inverse ^= (inverse << by) & 255;
    if (inverse & 0x80) inverse ^= 9;
  }
  return box;
}

const sBox = /* @__PURE__ */ substitutes();
const inverseSBox = /* @__PURE__ */ Uint8Array.from(sBox, (_, octet) => sBox.indexOf(octet));

/** Section 5.2: the round keys, 16 octets each, one after the other. */
function expandKey(key: Uint8Array): Uint8Array {
  const expanded = new Uint8Array(16 * (key.length / 4 + 7));
  expanded.set(key);
  let round = 1;
  for (let at = key.length; at < expanded.length; at += 4) {
    let word = [...expanded.subarray(at - 4, at)];
    if (at % key.length === 0) {
      word = [...word.slice(1), word[0]!].map((octet) => sBox[octet]!);
      word[0]! ^= round;
      round = timesX(round);
    } else if (key.length === 32 && at % 32 === 16) {
      word = word.map((octet) => sBox[octet]!);
    }
    word.forEach((octet, i) => (expanded[at + i] = octet ^ expanded[at + i - key.length]!));
  }
  return expanded;
}

/** AES with 16, 24 or 32 octets of key (FIPS 197), for browsers that have not all of them. */
export function aesDecryption(key: Uint8Array): BlockDecryption {
  const roundKeys = expandKey(key);
  return {
    size: 16,
    decrypt(input, at, output) {
      let state = input.slice(at, at + 16);
      for (let round = roundKeys.length - 16; round >= 0; round -= 16) {
        state = state.map((octet, i) => octet ^ roundKeys[round + i]!);
        if (round === 0) break;
        if (round < roundKeys.length - 16) unmixColumns(state);
        // Rows are shifted back: the octet comes from as many columns before as its row says.
        state = state.map((_, i) => inverseSBox[state[(i - 4 * (i % 4)) & 15]!]!);
      }
      output.set(state, at);
    },
  };
}

/** Section 5.3.3: unmixing is a multiplication by 4x² + 5, and mixing once more. */
function unmixColumns(state: Uint8Array): void {
  for (let at = 0; at < 16; at += 4) {
    const column = state.subarray(at, at + 4);
    const [a, b, c, d] = column as unknown as [number, number, number, number];
    const even = timesX(timesX(a ^ c));
    const odd = timesX(timesX(b ^ d));
    const before = [a ^ even, b ^ odd, c ^ even, d ^ odd];
    const all = a ^ b ^ c ^ d;
    before.forEach((octet, i) => (column[i] = octet ^ all ^ timesX(octet ^ before[(i + 1) % 4]!)));
  }
}
