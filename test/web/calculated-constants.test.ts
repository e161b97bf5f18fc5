import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calculated } from '../../tools/page/calculated-constants.ts';
import { cubeRoots, high, low, squareRoots } from '../../tools/page/roots.js';

const hex = (value: bigint): string => value.toString(16).padStart(16, '0');
const file = (name: string): string => readFileSync(`node_modules/@noble/hashes/${name}`, 'utf8');

describe('the constants of SHA-2 in the page', () => {
  // FIPS 180-4 sections 4.2.3, 5.3.3 to 5.3.5.
  it.each([
    ['the first of SHA-512', hex(cubeRoots[0]!), '428a2f98d728ae22'],
    ['the last of SHA-512', hex(cubeRoots[79]!), '6c44198c4a475817'],
    ['the first state of SHA-512', hex(squareRoots[0]!), '6a09e667f3bcc908'],
    ['the first state of SHA-384', hex(squareRoots[8]!), 'cbbb9d5dc1059ed8'],
    ['the first state of SHA-256', high(squareRoots[0]!).toString(16), '6a09e667'],
    ['the first state of SHA-224', low(squareRoots[8]!).toString(16), 'c1059ed8'],
  ])('are calculated: %s', (_, found, published) => expect(found).toBe(published));

  it.each([
    ['sha2.js', 2],
    ['_md.js', 4],
  ] as const)('stand in %s of the library with the same values', (name, tables) => {
    const short = calculated(file(name), tables);
    expect(short).not.toMatch(/0x428a2f98|0x6a09e667/);
    expect(short).toContain('import { cubeRoots');
  });

  it('leave other tables as they are', () =>
    expect(calculated('const a = [0x12, 0x34];', 0, 'b')).toContain('const a = [0x12, 0x34];'));

  it('are not guessed at where the library has others', () => {
    expect(() => calculated(file('sha2.js').replace('0x71374491', '0x71374490'), 2)).toThrow('1 of 2');
  });
});
