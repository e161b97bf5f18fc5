import { describe, expect, it } from 'vitest';
import { CommandError } from '../../../src/cli/program/command-error.ts';
import { instant, isColoured, isUtf8 } from '../../../src/cli/program/settings.ts';

describe('--at', () => {
  it.each([
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22T10:00', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00:30Z', '2026-11-22T10:00:30.000Z'],
    ['2026-11-22 10:00:30z', '2026-11-22T10:00:30.000Z'],
    ['2026-11-22T10:00:00+02:00', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22T10:00:00-0530', '2026-11-22T15:30:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, time) => expect(instant(text).toISOString()).toBe(time));

  it.each([
    '',
    'tomorrow',
    '22.11.2026',
    '2026-13-01',
    '2026-02-30',
    '2026-11-22T25:00',
    '2026-11',
    '1795000000',
  ])('"%s" is no date', (text) => expect(() => instant(text)).toThrow(CommandError));
});

describe('colour', () => {
  const terminal = { isTerminal: true, write: () => {} };
  const pipe = { isTerminal: false, write: () => {} };
  it.each([
    ['on a terminal', 'auto', {}, terminal, true],
    ['not into a pipe', 'auto', {}, pipe, false],
    ['not with NO_COLOR', 'auto', { NO_COLOR: '1' }, terminal, false],
    ['an empty NO_COLOR says nothing', 'auto', { NO_COLOR: '' }, terminal, true],
    ['not on a dumb terminal', 'auto', { TERM: 'dumb' }, terminal, false],
    ['into a pipe with CLICOLOR_FORCE=1', 'auto', { CLICOLOR_FORCE: '1' }, pipe, true],
    ['CLICOLOR_FORCE=0 forces nothing', 'auto', { CLICOLOR_FORCE: '0' }, pipe, false],
    ['NO_COLOR goes before CLICOLOR_FORCE', 'auto', { NO_COLOR: '1', CLICOLOR_FORCE: '1' }, terminal, false],
    ['--color always goes before NO_COLOR', 'always', { NO_COLOR: '1' }, pipe, true],
    ['--color never goes before CLICOLOR_FORCE', 'never', { CLICOLOR_FORCE: '1' }, terminal, false],
    ['--no-color is never', false, { CLICOLOR_FORCE: '1' }, terminal, false],
  ] as const)('%s', (_, flag, env, output, expected) =>
    expect(isColoured(flag, { env }, output)).toBe(expected),
  );
});

describe('a locale', () => {
  it.each([
    ['LANG alone', { LANG: 'en_GB.UTF-8' }, true],
    ['utf8 without hyphen', { LANG: 'de_DE.utf8' }, true],
    ['C', { LANG: 'C' }, false],
    ['Latin-1', { LANG: 'de_DE.ISO-8859-1' }, false],
    ['LC_ALL goes first', { LC_ALL: 'C', LC_CTYPE: 'C.UTF-8', LANG: 'C.UTF-8' }, false],
    ['LC_CTYPE goes before LANG', { LC_CTYPE: 'C.UTF-8', LANG: 'C' }, true],
    ['an empty variable says nothing', { LC_ALL: '', LANG: 'C.UTF-8' }, true],
    ['none at all', {}, false],
    ['Windows has none', { OS: 'Windows_NT' }, true],
  ])('%s', (_, env, expected) => expect(isUtf8(env)).toBe(expected));
});
