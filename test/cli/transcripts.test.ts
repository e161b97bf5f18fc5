import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../../src/cli/program/version.ts';
import { expcertIn } from '../support/io.ts';
import { readTranscript, transcriptOf } from '../support/transcript.ts';

const folder = join(import.meta.dirname, 'transcripts');
const names = readdirSync(folder).sort();

describe('the folder of transcripts', () => {
  it('holds Markdown alone', () => expect(names.filter((name) => !name.endsWith('.md'))).toEqual([]));
  it.each(['plan', 'explain', 'errors', 'help', 'init'])('has one of %s', (name) =>
    expect(names).toContain(`${name}.md`),
  );
});

describe.each(names)('%s', (name) => {
  const calls = readTranscript(readFileSync(join(folder, name), 'utf8'));

  it('holds calls', () => expect(calls).not.toEqual([]));

  it.each(calls)('line $line: $command', async ({ command, argv, world, stdout, stderr, code }) => {
    const outcome = await expcertIn(world, ...argv);
    const printed = transcriptOf(command, outcome).replaceAll(`"version": "${version}"`, '"version": "…"');
    expect(printed).toBe(transcriptOf(command, { stdout, stderr, code }));
  });
});
