import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/program/commands.ts';
import { dealings } from '../../src/cli/program/dealings.ts';
import { expcertIn } from '../support/io.ts';

const read = (file: string): string => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');

/** The rows of the table whose first column is called `command`. */
function tableIn(markdown: string): string[][] {
  const lines = markdown.split('\n');
  const head = lines.findIndex((line) => /^\| command +\| talks to +\| writes +\|$/.test(line));
  const rows = lines.slice(head + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end === -1 ? undefined : end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

const rows = dealings.map(({ commands: named, talksTo, writes }) => [named.join(', '), talksTo, writes]);

describe('who talks to whom, and writes what', () => {
  it.each(['README.md', 'SECURITY.md'])('stands in %s as the program has it', (file) =>
    expect(tableIn(read(file))).toEqual(rows),
  );

  it('stands in the full help', async () => {
    const { stdout } = await expcertIn({}, '--help');
    const words = stdout.replaceAll(/\s+/g, ' ');
    for (const [named, talksTo, writes] of rows) expect(words).toContain(`${named} ${talksTo} ${writes}`);
  });

  it('names commands that there are, each once', () => {
    const known = commands.map(({ path }) => path.join(' '));
    const named = dealings.flatMap((each) => each.commands).filter((name) => name !== 'every other');
    expect(named.filter((name) => !known.includes(name.replace(/ --.*/, '')))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });
});
