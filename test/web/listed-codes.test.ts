import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findingCodes } from '../../src/lib/findings/codes.ts';
import { codesIn, listed } from '../../tools/page/grouped-codes.ts';

const short = (code: string): string => listed(code, ['a/x', 'a/y-1'], '/codes.ts');

describe('the code of a rule in the page', () => {
  it.each([
    [
      'is its place in the list',
      'const a = rule({ code: "a/y-1", why: "w" });',
      'import { findingCodes } from "/codes.ts";\nconst a = rule({ code: findingCodes[1], why: "w" });',
    ],
    ['stays in a text', 'const a = `see a/x`;', 'const a = `see a/x`;'],
    ['stays in another object', 'const a = { code: "a/x" };', 'const a = { code: "a/x" };'],
  ])('%s', (_, before, after) => expect(short(before)).toBe(after));

  it('is not made up', () => expect(() => short('rule({ code: "a/z" })')).toThrow('a/z is not in the list'));

  it('comes from the list of all codes', () =>
    expect(codesIn(readFileSync('src/lib/findings/codes.ts', 'utf8'))).toEqual(findingCodes));
});
