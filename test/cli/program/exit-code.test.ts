import { describe, expect, it } from 'vitest';
import { verdict, verdictOf, type Threshold } from '../../../src/cli/program/exit-code.ts';
import type { Severity } from '../../../src/lib/index.ts';

interface Row {
  readonly name: string;
  readonly found: readonly Severity[];
  readonly failOn: Threshold;
  readonly unread?: number;
  /** Services that will not work, and such of which that is not known. */
  readonly services?: readonly [no: number, notKnown: number];
  /** The same of uploads. */
  readonly uploads?: readonly [no: number, notKnown: number];
  readonly questions?: number;
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
  {
    name: 'a service that will not work, though nothing counts as an error',
    found: ['warning'],
    failOn: 'error',
    services: [1, 0],
    code: 1,
    words: 'exit 1: 1 service will not work',
  },
  {
    name: 'services that will not work, with the errors that say why',
    found: ['error'],
    failOn: 'error',
    services: [2, 0],
    questions: 3,
    code: 1,
    words: 'exit 1: 1 error at or above --fail-on error; 2 services will not work; 3 questions open',
  },
  {
    name: 'a service that will not work and must not fail a run',
    found: [],
    failOn: 'never',
    services: [1, 0],
    code: 0,
    words: '',
  },
  {
    name: 'questions that are open',
    found: [],
    failOn: 'error',
    services: [0, 2],
    questions: 1,
    code: 0,
    words: '1 question open',
  },
  {
    name: 'questions that are open, where everything is to be known',
    found: [],
    failOn: 'not-known',
    services: [0, 2],
    questions: 3,
    code: 1,
    words: 'exit 1: 2 services not known; 3 questions open',
  },
  {
    name: 'questions that concern no service, where everything is to be known',
    found: [],
    failOn: 'not-known',
    questions: 2,
    code: 1,
    words: 'exit 1: 2 questions open',
  },
  {
    name: 'an upload that will be refused, and nothing else',
    found: ['warning'],
    failOn: 'error',
    uploads: [1, 0],
    code: 0,
    words: '1 upload will be refused',
  },
  {
    name: 'an upload that will be refused, with the errors that say why and open questions',
    found: ['error'],
    failOn: 'error',
    uploads: [2, 1],
    questions: 1,
    code: 1,
    words: 'exit 1: 1 error at or above --fail-on error; 2 uploads will be refused; 1 question open',
  },
  {
    name: 'uploads that are not known, by findings alone',
    found: [],
    failOn: 'error',
    uploads: [0, 2],
    code: 0,
    words: '2 uploads not known',
  },
  {
    name: 'an upload that is not known, where everything is to be known',
    found: [],
    failOn: 'not-known',
    uploads: [0, 1],
    questions: 1,
    code: 1,
    words: 'exit 1: 1 upload not known; 1 question open',
  },
  {
    name: 'everything known, where everything is to be known',
    found: ['warning'],
    failOn: 'not-known',
    services: [0, 0],
    code: 0,
    words: '',
  },
  {
    name: 'an error, where everything is to be known',
    found: ['error'],
    failOn: 'not-known',
    code: 1,
    words: 'exit 1: 1 error at or above --fail-on error',
  },
  {
    name: 'unread input outranks services that will not work and what is not known',
    found: ['error'],
    failOn: 'not-known',
    services: [1, 1],
    questions: 2,
    unread: 1,
    code: 3,
    words: 'exit 3: 1 input could not be read',
  },
];

describe('the verdict on a run', () => {
  it.each(rows)(
    '$name',
    ({ found, failOn, unread = 0, services = [0, 0], uploads = [0, 0], questions = 0, code, words }) => {
      const findings = found.map((severity) => ({ severity }));
      const counts = ([no, notKnown]: readonly [number, number]) => ({ no, notKnown });
      const outcome = {
        ...{ findings, failOn, unread, questions },
        ...{ services: counts(services), uploads: counts(uploads) },
      };
      expect(verdictOf(outcome)).toEqual({ code, words });
    },
  );

  it('has a reason of its own where a run did not come to its end', () => {
    expect(verdict(4).words).toBe('exit 4: refused');
    expect(verdict(130).words).toBe('exit 130: interrupted');
  });
});
