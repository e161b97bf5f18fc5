import type { BlockDecryption } from './cbc.ts';

/** Times x in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1 (FIPS 197 4.2.1). */
const timesX = (octet: number): number => ((octet << 1) ^ (octet & 0x80 ? 0x11b : 0)) & 255;

function multiply(a: number, b: number): number {
  let product = 0;
  for (let power = a, rest = b; rest > 0; rest >>= 1, power = timesX(power)) if (rest & 1) product ^= power;
  return product;
}

const { substitution, inverseSubstitution } = substitutionTables();

/** SubBytes (FIPS 197 5.1.1) made from its definition: inverse in the field, then an affine map. */
function substitutionTables() {
  const forward = new Uint8Array(256);
  const backward = new Uint8Array(256);
  // 3 generates all elements; its inverse 0xf6 runs through their inverses.
  let element = 1;
  let inverse = 1;
  do {
    element = multiply(element, 3);
    inverse = multiply(inverse, 0xf6);
    const turned = [1, 2, 3, 4].reduce((sum, by) => sum ^ ((inverse << by) | (inverse >> (8 - by))), inverse);
    forward[element] = (turned ^ 0x63) & 255;
  } while (element !== 1);
  forward[0] = 0x63;
  forward.forEach((to, from) => (backward[to] = from));
  return { substitution: forward, inverseSubstitution: backward };
}

const [by9, by11, by13, by14] = [9, 11, 13, 14].map((factor) =>
  Uint8Array.from({ length: 256 }, (_, octet) => multiply(octet, factor)),
) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];

/** KeyExpansion (FIPS 197 5.2) into one row of octets. */
function expandKey(key: Uint8Array): Uint8Array {
  const words = key.length / 4;
  const expanded = new Uint8Array(16 * (words + 7));
  expanded.set(key);
  let roundConstant = 1;
  for (let at = key.length; at < expanded.length; at += 4) {
    let word = [...expanded.subarray(at - 4, at)];
    if (at % key.length === 0) {
      word = [...word.slice(1), word[0]!].map((octet) => substitution[octet]!);
      word[0]! ^= roundConstant;
      roundConstant = timesX(roundConstant);
    } else if (words > 6 && at % key.length === 16) {
      word = word.map((octet) => substitution[octet]!);
    }
    word.forEach((octet, i) => (expanded[at + i] = expanded[at + i - key.length]! ^ octet));
  }
  return expanded;
}

/**
 * AES (FIPS 197) with a key of 16, 24 or 32 octets. WebCrypto does this faster; it is here for AES-192, which
 * Chromium refuses.
 */
export function aesDecryption(key: Uint8Array): BlockDecryption {
  const expanded = expandKey(key);
  const rounds = expanded.length / 16 - 1;
  return {
    size: 16,
    decrypt(input, at, output) {
      const state = input.slice(at, at + 16);
      addRoundKey(state, expanded, rounds);
      for (let round = rounds - 1; round >= 0; round--) {
        shiftAndSubstituteBack(state);
        addRoundKey(state, expanded, round);
        if (round > 0) mixColumnsBack(state);
      }
      output.set(state, at);
    },
  };
}

function addRoundKey(state: Uint8Array, expanded: Uint8Array, round: number): void {
  for (let i = 0; i < 16; i++) state[i]! ^= expanded[16 * round + i]!;
}

/** InvShiftRows and InvSubBytes in one step: row r of the four columns moves r places to the right. */
function shiftAndSubstituteBack(state: Uint8Array): void {
  const before = state.slice();
  for (let i = 0; i < 16; i++) state[i] = inverseSubstitution[before[(i + 12 * (i % 4)) % 16]!]!;
}

function mixColumnsBack(state: Uint8Array): void {
  for (let at = 0; at < 16; at += 4) {
    const column = state.slice(at, at + 4);
    for (let i = 0; i < 4; i++) {
      const [a, b, c, d] = [0, 1, 2, 3].map((step) => column[(i + step) % 4]!) as [
        number,
        number,
        number,
        number,
      ];
      state[at + i] = by14[a]! ^ by11[b]! ^ by13[c]! ^ by9[d]!;
    }
  }
}
