import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findingCodes } from '../../src/lib/findings/codes.ts';
import { grouped } from '../../tools/page/grouped-codes.ts';

/** The list that a module makes, as a browser would. */
const made = (code: string): unknown =>
  new Function(
    `${code.slice(code.indexOf('const findingCodes')).replace(/ as const;[^]*/, '')}; return findingCodes;`,
  )();

describe('the codes of findings in the page', () => {
  it('are the same, in the same order', () =>
    expect(made(grouped(readFileSync('src/lib/findings/codes.ts', 'utf8')))).toEqual(findingCodes));
  it('keep their order where an area comes twice', () =>
    expect(made(grouped("const findingCodes = ['a/x', 'a/y-1', 'b/x', 'a/z']"))).toEqual([
      ...['a/x', 'a/y-1', 'b/x', 'a/z'],
    ]));
  it('are not guessed at where the list has another form', () => {
    expect(() => grouped('export const codes = new Set()')).toThrow('another form');
  });
});
