import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunOutcome, World } from './io.ts';

/**
 * A transcript is a Markdown file: calls, and all that they print.
 *
 *     Files: examples/corp.yaml as corp.yaml
 *
 *     ```yaml broken.yaml
 *     …the text of a file…
 *     ```
 *
 *     ```console
 *     $ NO_COLOR=1 expcert plan -d corp.yaml
 *     ```
 *     ```text stdout
 *     …
 *     ```
 *     ```text stderr
 *     …
 *     ```
 *     Exit code 0
 *
 * Files hold for all calls that follow. A stream without a block prints nothing; a call without an exit code is
 * an error.
 */
export interface RecordedCall {
  readonly line: number;
  readonly command: string;
  readonly argv: readonly string[];
  readonly world: World;
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

const root = join(import.meta.dirname, '../..');

interface Block {
  readonly info: string;
  readonly text: string;
}

export function readTranscript(markdown: string): RecordedCall[] {
  const calls: RecordedCall[] = [];
  const files: Record<string, string | Uint8Array> = {};
  let call: { line: number; command: string; blocks: Map<string, string> } | undefined;
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const start = at + 1;
    if (line.startsWith('Files: ')) Object.assign(files, namedFiles(line));
    const code = /^Exit code (\d+)$/.exec(line)?.[1];
    if (code !== undefined) {
      if (!call) throw new Error(`line ${start}: an exit code without a call`);
      calls.push(recorded(call, { ...files }, Number(code)));
      call = undefined;
    }
    if (!line.startsWith('```')) continue;
    const block = readBlock(lines, at);
    at += block.text.split('\n').length;
    const [language, name = ''] = block.info.split(' ');
    if (language === 'console') {
      if (call) throw new Error(`line ${call.line}: a call without an exit code`);
      call = { line: start, command: block.text.trim().replace(/^\$ /, ''), blocks: new Map() };
    } else if (name === 'stdout' || name === 'stderr') {
      if (!call) throw new Error(`line ${start}: output without a call`);
      call.blocks.set(name, block.text);
    } else files[name] = block.text;
  }
  if (call) throw new Error(`line ${call.line}: a call without an exit code`);
  return calls;
}

/** `Files: examples/corp.yaml as corp.yaml` */
function namedFiles(line: string): Record<string, Uint8Array> {
  const pairs = line
    .slice('Files: '.length)
    .split(', ')
    .map((each) => each.split(' as '));
  return Object.fromEntries(pairs.map(([path, name]) => [name ?? path!, readFileSync(join(root, path!))]));
}

function readBlock(lines: readonly string[], start: number): Block {
  const fence = /^`+/.exec(lines[start]!)![0];
  const end = lines.indexOf(fence, start + 1);
  if (end < 0) throw new Error(`line ${start + 1}: a block without an end`);
  return {
    info: lines[start]!.slice(fence.length).trim(),
    text: lines
      .slice(start + 1, end)
      .map((line) => `${line}\n`)
      .join(''),
  };
}

function recorded(
  { line, command, blocks }: { line: number; command: string; blocks: Map<string, string> },
  files: Record<string, string | Uint8Array>,
  code: number,
): RecordedCall {
  const words = shellWords(command);
  const program = words.indexOf('expcert');
  if (program < 0) throw new Error(`line ${line}: not a call of expcert`);
  return {
    line,
    command,
    argv: words.slice(program + 1),
    world: { files, env: Object.fromEntries(words.slice(0, program).map((word) => word.split(/=(.*)/s, 2))) },
    stdout: blocks.get('stdout') ?? '',
    stderr: blocks.get('stderr') ?? '',
    code,
  };
}

/** Words and quoted words: all of a shell that the transcripts need. */
function shellWords(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare!,
  );
}

/** The part of a transcript that a call should have had: for the message of a failing test. */
export function transcriptOf(
  command: string,
  { stdout, stderr, code }: Pick<RunOutcome, 'stdout' | 'stderr' | 'code'>,
): string {
  const block = (info: string, text: string) => (text === '' ? '' : `\`\`\`${info}\n${text}\`\`\`\n\n`);
  return `${block('console', `$ ${command}\n`)}${block('text stdout', stdout)}${block('text stderr', stderr)}Exit code ${code}\n`;
}
