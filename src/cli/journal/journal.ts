import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Io } from '../host/io.ts';
import { CommandError } from '../program/command-error.ts';

/** What a line holds besides its number, its moment and the digest of the line before. */
export type Entry = Readonly<Record<string, unknown>> & { readonly type: string };

const journalFile = 'journal.jsonl';
const headFile = 'journal.head';

interface Head {
  readonly number: number;
  /** Of the last line, in hex. */
  readonly sha256: string;
}

/**
 * What a folder remembers: a line of JSON for each thing that was done, each with the digest of the line before. The line is
 * what makes a thing done: it is on the disk before anything is given out, and every other file can be made from it again.
 */
export class Journal<Line extends Entry> {
  readonly #folder: string;
  readonly #fs: Io['fs'];
  readonly #lines: string[];
  readonly entries: Line[];

  private constructor(folder: string, fs: Io['fs'], lines: readonly string[]) {
    this.#folder = folder;
    this.#fs = fs;
    this.#lines = [...lines];
    this.entries = lines.map((line) => JSON.parse(line) as Line);
  }

  /** The first lines, as the files of a folder that is yet to be. */
  static begin<Line extends Entry>(entries: readonly Line[], at: Date): { name: string; content: string }[] {
    const lines = chained([], entries, at);
    return [
      { name: journalFile, content: textOf(lines) },
      { name: headFile, content: headOf(lines) },
    ];
  }

  /**
   * Under the lock of the folder.
   *
   * @throws CommandError 3 where a line does not follow from the one before, or lines are missing
   */
  static async open<Line extends Entry>(folder: string, fs: Io['fs']): Promise<Journal<Line>> {
    const path = join(folder, journalFile);
    const text = new TextDecoder().decode(await readAs(path, fs, folder));
    // What stands behind the last end of a line was being written when a run was killed: it was never given out.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    const lines = whole.split('\n').slice(0, -1);
    requireChain(lines, path);
    await requireHead(lines, folder, fs);
    if (whole !== text) fs.atOnce.replace(path, whole, 0o600);
    return new Journal<Line>(folder, fs, lines);
  }

  /** In one write: all of them, or none. */
  append(entries: readonly Line[], at: Date): void {
    const added = chained(this.#lines, entries, at);
    this.#fs.atOnce.append(join(this.#folder, journalFile), textOf(added));
    this.#lines.push(...added);
    this.entries.push(...entries);
    this.#fs.atOnce.replace(join(this.#folder, headFile), headOf(this.#lines), 0o600);
  }
}

const digest = (line: string): string => createHash('sha256').update(line).digest('hex');

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const headOf = (lines: readonly string[]): string => {
  const head: Head = { number: lines.length, sha256: digest(lines.at(-1)!) };
  return `${JSON.stringify(head)}\n`;
};

function chained(before: readonly string[], entries: readonly Entry[], at: Date): string[] {
  const lines: string[] = [];
  let last = before.at(-1);
  for (const entry of entries) {
    const number = before.length + lines.length + 1;
    const previous = last === undefined ? '' : digest(last);
    last = JSON.stringify({ number, previous, at: at.toISOString(), ...entry });
    lines.push(last);
  }
  return lines;
}

function requireChain(lines: readonly string[], path: string): void {
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (isNext(line, index + 1, before === undefined ? '' : digest(before))) return;
    throw new CommandError(3, `${path}, line ${index + 1}, does not follow from the line before it`, {
      note: 'somebody has changed the file, or it is damaged; nothing was written',
      help: 'put the folder back from a backup that holds everything that was issued',
    });
  });
}

function isNext(line: string, number: number, previous: string): boolean {
  try {
    const read = JSON.parse(line) as Readonly<Record<string, unknown>>;
    return read['number'] === number && read['previous'] === previous;
  } catch {
    return false;
  }
}

function headIn(text: string): Head | undefined {
  try {
    const { number, sha256 } = JSON.parse(text) as Partial<Head>;
    return typeof number === 'number' && typeof sha256 === 'string' ? { number, sha256 } : undefined;
  } catch {
    return undefined;
  }
}

/** The head is written after the line: it may be behind the journal, never before it. */
async function requireHead(lines: readonly string[], folder: string, fs: Io['fs']): Promise<void> {
  const path = join(folder, headFile);
  const head = headIn(new TextDecoder().decode(await readAs(path, fs, folder)));
  if (head === undefined) {
    throw new CommandError(3, `${path} is damaged`, {
      note: 'nobody can tell whether the journal is the newest; nothing was written',
      help: 'put back the newest copy of both files',
    });
  }
  const line = lines[head.number - 1];
  if (line !== undefined && digest(line) === head.sha256) return;
  throw new CommandError(3, `${join(folder, journalFile)} is older than what was done here`, {
    found: `${lines.length} lines; ${path} knows of ${head.number}`,
    note: 'with an older journal, serial numbers and list numbers could be given twice; nothing was written',
    help: 'put back the newest copy of the journal',
  });
}

async function readAs(path: string, fs: Io['fs'], folder: string): Promise<Uint8Array> {
  if ((await fs.status(path)) === undefined) {
    throw new CommandError(3, `${folder} has no journal`, { found: `there is no ${path}` });
  }
  return fs.read(path);
}
