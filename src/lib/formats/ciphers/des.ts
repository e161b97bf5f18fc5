import type { BlockDecryption } from './cbc.ts';

// The tables of FIPS 46-3. Bits count from 1, the highest first.
const permutedChoice1 = [
  ...[
    57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44,
    36,
  ],
  ...[
    63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12,
    4,
  ],
];
const permutedChoice2 = [
  ...[14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2],
  ...[41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32],
];
const keyShifts = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];
const permutation = [
  ...[16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10],
  ...[2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25],
];
/** S1 to S8, each four rows of sixteen digits. */
const substitution = [
  'e4d12fb83a6c5907 0f74e2d1a6cb9538 41e8d62bfc973a50 fc8249175b3ea06d',
  'f18e6b34972dc05a 3d47f28ec01a69b5 0e7ba4d158c6932f d8a13f42b67c05e9',
  'a09e63f51dc7b428 d709346a285ecbf1 d6498f30b12c5ae7 1ad069874fe3b52c',
  '7de3069a1285bc4f d8b56f03472c1ae9 a690cb7df13e5284 3f06a1d8945bc72e',
  '2c417ab6853fd0e9 eb2c47d150fa3986 421bad78f9c5630e b8c71e2d6f09a453',
  'c1af92680d34e75b af427c9561de0b38 9ef528c3704a1db6 432c95fabe17608d',
  '4b2ef08d3c975a61 d0b7491ae35c2f86 14bdc37eaf680592 6bd814a7950fe23c',
  'd2846fb1a93e50c7 1fd8a374c56b0e92 7b419ce206adf358 21e74a8dfc90356b',
].map((rows) => rows.split(' '));

/** Substitution and permutation in one step: per S-box, the 32 bits that each 6-bit input sets. */
const rounds = substitution.map((rows, box) =>
  Int32Array.from({ length: 64 }, (_, input) => {
    const row = ((input >> 4) & 2) | (input & 1);
    const digit = parseInt(rows[row]![(input >> 1) & 15]!, 16);
    return bitsAt(permutation, (bit) => (digit >> (4 * box + 4 - bit)) & 1, 4 * box);
  }),
);

/** The 32 bits of P for one S-box, whose four bits come after `before` others. */
function bitsAt(positions: readonly number[], bitOf: (bit: number) => number, before: number): number {
  return positions.reduce(
    (bits, position) => (bits << 1) | (position > before && position <= before + 4 ? bitOf(position) : 0),
    0,
  );
}

/** Sixteen round keys of eight 6-bit numbers each. */
type KeySchedule = readonly Uint8Array[];

function keySchedule(key: Uint8Array): KeySchedule {
  const bits = permutedChoice1.map((bit) => (key[(bit - 1) >> 3]! >> (7 - ((bit - 1) & 7))) & 1);
  let left = bits.slice(0, 28);
  let right = bits.slice(28);
  return keyShifts.map((shift) => {
    left = [...left.slice(shift), ...left.slice(0, shift)];
    right = [...right.slice(shift), ...right.slice(0, shift)];
    const both = [...left, ...right];
    const roundKey = new Uint8Array(8);
    permutedChoice2.forEach((bit, i) => (roundKey[Math.floor(i / 6)]! |= both[bit - 1]! << (5 - (i % 6))));
    return roundKey;
  });
}

/** The key-dependent function f: each S-box sees six neighbouring bits, the first and last shared (E table). */
function f(half: number, roundKey: Uint8Array): number {
  let result = 0;
  for (let box = 0; box < 8; box++) {
    const turn = (4 * box + 5) & 31;
    const six = ((half << turn) | (half >>> (32 - turn))) & 0x3f;
    result ^= rounds[box]![six ^ roundKey[box]!]!;
  }
  return result;
}

/**
 * DES (8 octets of key), or triple DES in its decrypting order: decrypt with the third key, encrypt with the
 * second, decrypt with the first. A key of 16 octets uses its first half twice (FIPS 46-3, SP 800-67).
 */
export function desDecryption(key: Uint8Array): BlockDecryption {
  const thirds = [0, 8, 16]
    .filter((at) => at < key.length)
    .map((at) => keySchedule(key.subarray(at, at + 8)));
  const [first, second, third = first] = thirds as [KeySchedule, KeySchedule?, KeySchedule?];
  const passes = second ? [[...third!].reverse(), second, [...first].reverse()] : [[...first].reverse()];
  return {
    size: 8,
    decrypt(input, at, output) {
      const view = new DataView(input.buffer, input.byteOffset + at, 8);
      const halves: Halves = { left: view.getInt32(0), right: view.getInt32(4) };
      initialPermutation(halves);
      for (const pass of passes) {
        for (const roundKey of pass) {
          const { left, right } = halves;
          halves.left = right;
          halves.right = left ^ f(right, roundKey);
        }
        swapHalves(halves);
      }
      finalPermutation(halves);
      const target = new DataView(output.buffer, output.byteOffset + at, 8);
      target.setInt32(0, halves.left);
      target.setInt32(4, halves.right);
    },
  };
}

interface Halves {
  left: number;
  right: number;
}

function swapHalves(halves: Halves): void {
  const { left, right } = halves;
  halves.left = right;
  halves.right = left;
}

/** Exchanges the bits of `left` under `mask << shift` with those of `right` under `mask`. */
function exchange(halves: Halves, shift: number, mask: number): void {
  const difference = ((halves.left >>> shift) ^ halves.right) & mask;
  halves.right ^= difference;
  halves.left ^= difference << shift;
}

/** IP is a transposition of the 8 by 8 bits, done by exchanging ever smaller squares. */
function initialPermutation(halves: Halves): void {
  exchange(halves, 4, 0x0f0f0f0f);
  exchange(halves, 16, 0x0000ffff);
  swapHalves(halves);
  exchange(halves, 2, 0x33333333);
  exchange(halves, 8, 0x00ff00ff);
  swapHalves(halves);
  exchange(halves, 1, 0x55555555);
}

function finalPermutation(halves: Halves): void {
  exchange(halves, 1, 0x55555555);
  swapHalves(halves);
  exchange(halves, 8, 0x00ff00ff);
  exchange(halves, 2, 0x33333333);
  swapHalves(halves);
  exchange(halves, 16, 0x0000ffff);
  exchange(halves, 4, 0x0f0f0f0f);
}
