import { describe, expect, it } from 'vitest';
import { verdict, verdictOf, type Threshold } from '../../../src/cli/program/exit-code.ts';
import type { Severity } from '../../../src/lib/index.ts';

interface Row {
  readonly name: string;
  readonly found: readonly Severity[];
  readonly failOn: Threshold;
  readonly unread?: number;
  readonly code: number;
  readonly words: string;
}

const rows: readonly Row[] = [
  { name: 'nothing found', found: [], failOn: 'error', code: 0, words: '' },
  { name: 'a warning below the threshold', found: ['warning'], failOn: 'error', code: 0, words: '' },
  {
    name: 'one error',
    found: ['error'],
    failOn: 'error',
    code: 1,
    words: 'exit 1: 1 error at or above --fail-on error',
  },
  {
    name: 'two errors and a warning that does not count',
    found: ['error', 'warning', 'error'],
    failOn: 'error',
    code: 1,
    words: 'exit 1: 2 errors at or above --fail-on error',
  },
  {
    name: 'errors and warnings that count',
    found: ['warning', 'error', 'notice'],
    failOn: 'warning',
    code: 1,
    words: 'exit 1: 1 error, 1 warning at or above --fail-on warning',
  },
  {
    name: 'a notice alone that counts',
    found: ['notice'],
    failOn: 'notice',
    code: 1,
    words: 'exit 1: 1 notice at or above --fail-on notice',
  },
  { name: 'errors that never count', found: ['error'], failOn: 'never', code: 0, words: '' },
  {
    name: 'unread input outranks findings',
    found: ['error'],
    failOn: 'error',
    unread: 1,
    code: 3,
    words: 'exit 3: 1 input could not be read',
  },
  {
    name: 'unread input counts even where findings never do',
    found: [],
    failOn: 'never',
    unread: 2,
    code: 3,
    words: 'exit 3: 2 inputs could not be read',
  },
];

describe('the verdict on a run', () => {
  it.each(rows)('$name', ({ found, failOn, unread = 0, code, words }) => {
    const findings = found.map((severity) => ({ severity }));
    expect(verdictOf({ findings, failOn, unread })).toEqual({ code, words });
  });

  it('has a reason of its own where a run did not come to its end', () => {
    expect(verdict(4).words).toBe('exit 4: refused');
    expect(verdict(130).words).toBe('exit 130: interrupted');
  });
});
