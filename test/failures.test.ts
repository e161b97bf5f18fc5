import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../src/lib/rules/catalogue.ts';
import { failures } from './support/failures.ts';

const text = readFileSync(join(import.meta.dirname, '../docs/failures.md'), 'utf8');
const rows = text
  .split('\n')
  .filter((line) => /^\| \d+ +\|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, number, , , found]) => ({
    number: Number(number),
    found: found!,
    codes: [...found!.matchAll(/`([a-z]+\/[a-z0-9-]+)`/g)].map(([, code]) => code!),
  }));
const known = new Set<string>(catalogue.map(({ code }) => code));
/** Rules that need no certificate: what makes them fire is in the tables of their areas. */
const isBeforeSigning = (code: string): boolean => /^(deployment|plan|csr)\//.test(code);
/** A reminder that every folder gets. */
const shownElsewhere = new Set([33]);

describe('docs/failures.md', () => {
  it('has the 44 rows', () =>
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 44 }, (_, i) => i + 1)));

  it.each(rows)(
    'row $number names codes that exist, or says why files cannot show it',
    ({ codes, found }) => {
      expect(codes.filter((code) => !known.has(code))).toEqual([]);
      if (codes.length === 0) expect(found).toMatch(/^not in files: /);
    },
  );

  it.each(
    rows.filter(
      ({ codes, number }) => !shownElsewhere.has(number) && codes.some((code) => !isBeforeSigning(code)),
    ),
  )('row $number is shown by a folder with one of its codes', ({ number, codes }) => {
    const shown = failures.filter(({ row }) => row === number).flatMap(({ expect: expected }) => expected);
    expect(shown.some((code) => codes.includes(code))).toBe(true);
  });
});
