import type { BlockDecryption } from './cbc.ts';

/** PITABLE of RFC 2268 section 2. */
const piTable = [
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2',
  '179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82',
  '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626',
  '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7',
  '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec',
  'c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731',
  '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9',
  '0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
]
  .join('')
  .match(/../g)!
  .map((pair) => parseInt(pair, 16));

/** Section 2: 64 words of 16 bits from the key, of which only `effectiveBits` bits count. */
function expandKey(key: Uint8Array, effectiveBits: number): Uint16Array {
  const octets = new Uint8Array(128);
  octets.set(key);
  for (let i = key.length; i < 128; i++)
    octets[i] = piTable[(octets[i - 1]! + octets[i - key.length]!) & 255]!;
  const effectiveOctets = Math.ceil(effectiveBits / 8);
  const mask = 255 >> (8 * effectiveOctets - effectiveBits);
  octets[128 - effectiveOctets] = piTable[octets[128 - effectiveOctets]! & mask]!;
  for (let i = 127 - effectiveOctets; i >= 0; i--)
    octets[i] = piTable[octets[i + 1]! ^ octets[i + effectiveOctets]!]!;
  return Uint16Array.from({ length: 64 }, (_, i) => octets[2 * i]! | (octets[2 * i + 1]! << 8));
}

const rotations = [1, 2, 3, 5] as const;

const rotateRight = (word: number, by: number): number => ((word >>> by) | (word << (16 - by))) & 0xffff;

/** RC2 (RFC 2268) with a key of up to 128 octets. */
export function rc2Decryption(key: Uint8Array, effectiveBits: number): BlockDecryption {
  const expanded = expandKey(key, effectiveBits);
  return {
    size: 8,
    decrypt(input, at, output) {
      const words = [0, 2, 4, 6].map((i) => input[at + i]! | (input[at + i + 1]! << 8));
      decryptWords(words, expanded);
      words.forEach((word, i) => {
        output[at + 2 * i] = word & 255;
        output[at + 2 * i + 1] = word >> 8;
      });
    },
  };
}

/** Section 4: sixteen mixing rounds backwards, a mashing round after the fifth and the eleventh. */
function decryptWords(words: number[], expanded: Uint16Array): void {
  for (let round = 15; round >= 0; round--) {
    for (let i = 3; i >= 0; i--) {
      const previous = words[(i + 3) & 3]!;
      const mixed =
        expanded[4 * round + i]! + (previous & words[(i + 2) & 3]!) + (~previous & words[(i + 1) & 3]!);
      words[i] = (rotateRight(words[i]!, rotations[i]!) - mixed) & 0xffff;
    }
    if (round === 11 || round === 5) {
      for (let i = 3; i >= 0; i--) words[i] = (words[i]! - expanded[words[(i + 3) & 3]! & 63]!) & 0xffff;
    }
  }
}
