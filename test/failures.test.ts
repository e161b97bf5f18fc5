import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../src/lib/rules/catalogue.ts';
import { checkAnswered } from './support/answered.ts';
import { failures, reminders, verdictLines } from './support/failures.ts';

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

describe('each failure that files can show', () => {
  const rowsOf = failures.map((failure) => [`${failure.row}: ${failure.name}`, failure] as const);

  it.each(rowsOf)('%s', async (_, failure) => {
    const report = await checkAnswered(failure);
    const found = report.findings.map(({ code }) => code).filter((code) => !reminders.includes(code));
    expect(found.sort()).toEqual([...failure.expect].sort());
    expect(verdictLines(report)).toEqual(failure.verdicts);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report.unread).toEqual([]);
  });

  it.each(rowsOf)('and its sound twin shows none: %s', async (_, { deployment, twin = {} }) => {
    const report = await checkAnswered({ ...(deployment && { deployment }), ...twin });
    expect(report.findings.map(({ code }) => code).filter((code) => !reminders.includes(code))).toEqual([]);
    expect(verdictLines(report)).toEqual([]);
    expect(report.unread).toEqual([]);
  });
});
