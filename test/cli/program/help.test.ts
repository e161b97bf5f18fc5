import { describe, expect, it } from 'vitest';
import { Command } from '@commander-js/extra-typings';
import { commands } from '../../../src/cli/program/commands.ts';
import { expcertIn } from '../../support/io.ts';

const paths = [[], ['csr'], ...commands.map(({ path }) => path)];
const calls = paths.map((path) => [['expcert', ...path].join(' '), path] as const);
const leaves = commands.map((entry) => [entry.path.join(' '), entry] as const);

describe.each(calls)('%s --help', (_, path) => {
  it('goes to stdout, alone, with exit code 0', async () => {
    const { code, stdout, stderr } = await expcertIn({}, ...path, '--help');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^\S.*\.\n\nExamples\n {2}expcert /);
  });

  it('uses no symbol beyond ASCII where the locale has none', async () => {
    for (const flag of ['-h', '--help']) {
      const { stdout, stderr } = await expcertIn({ env: { LC_ALL: 'C' } }, ...path, flag);
      expect(stdout + stderr).toMatch(/^[\x00-\x7f]+$/);
    }
  });

  it('has its sections in order', async () => {
    const { stdout } = await expcertIn({}, ...path, '--help');
    const titles = stdout.split('\n').filter((line) => /^[A-Z][A-Za-z ]+$/.test(line));
    const order = [
      'Examples',
      'Usage',
      'Commands',
      'Arguments',
      'Flags',
      'Global flags',
      'Exit codes',
      'See also',
    ];
    expect(titles).toEqual(order.filter((title) => titles.includes(title)));
    expect(titles).toEqual(
      expect.arrayContaining(['Examples', 'Usage', 'Global flags', 'Exit codes', 'See also']),
    );
  });

  it('is what help with the same words prints', async () => {
    expect(await expcertIn({}, 'help', ...path)).toMatchObject({
      code: 0,
      stdout: (await expcertIn({}, ...path, '--help')).stdout,
    });
  });

  it('is longer than -h, which names it', async () => {
    const { code, stdout } = await expcertIn({}, ...path, '-h');
    expect(code).toBe(0);
    expect(stdout).toContain(`More: ${['expcert', ...path, '--help'].join(' ')}`);
    expect(stdout).not.toContain('Exit codes');
  });
});

describe.each(leaves)('the help of %s', (name, entry) => {
  it('lists every flag and argument', async () => {
    const { stdout } = await expcertIn({}, ...entry.path, '--help');
    const command = new Command();
    (await entry.load()).declare(command);
    for (const { long } of command.options.filter((option) => !option.hidden)) {
      expect(stdout).toMatch(new RegExp(`^ +(-\\w, )?${long}\\b`, 'm'));
    }
    for (const argument of command.registeredArguments) {
      expect(stdout).toContain(argument.name().toUpperCase());
    }
  });

  it('has two to four examples, each of this command', async () => {
    const { examples } = await entry.load();
    expect(examples.length).toBeGreaterThanOrEqual(2);
    expect(examples.length).toBeLessThanOrEqual(4);
    expect(examples.filter(([call]) => !call.startsWith(name))).toEqual([]);
  });

  it('points to commands that there are', async () => {
    const { seeAlso } = await entry.load();
    expect(seeAlso).not.toEqual([]);
    expect(seeAlso.filter((path) => !leaves.some(([known]) => known === path))).toEqual([]);
  });

  it('has examples whose flags are known', async () => {
    const command = new Command().exitOverride().configureOutput({ writeErr: () => {} });
    const loaded = await entry.load();
    loaded.declare(command);
    const { stdout } = await expcertIn({}, ...entry.path, '--help');
    for (const flag of loaded.examples.flatMap(([call]) => call.match(/(?<=\s)--?[a-z][a-z-]*/g) ?? [])) {
      expect(stdout).toMatch(new RegExp(`^ +.*${flag}\\b`, 'm'));
    }
  });
});

describe('expcert alone', () => {
  it('prints a short help with three examples', async () => {
    const { code, stdout, stderr } = await expcertIn({});
    expect([code, stderr]).toEqual([0, '']);
    const examples = stdout.split('\n\n').find((part) => part.startsWith('Examples'))!;
    expect(examples.split('\n')).toHaveLength(4);
    expect(stdout).not.toContain('Global flags');
  });
});
