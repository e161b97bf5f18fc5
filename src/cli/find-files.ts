import { join } from 'node:path';
import type { Call } from './command.ts';
import { Interrupted, type Problem } from './command-error.ts';
import { unreadable } from './inputs.ts';
import { shellWord } from './next-command.ts';

type Source = Pick<Call, 'io' | 'inputs'>;

export interface FoundFile {
  /** `stdin` for `-`. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Given by its own name, not found in a folder: then it must be what was asked for. */
  readonly isNamed: boolean;
}

export type Found =
  | FoundFile
  | { readonly problem: Problem }
  /** In a folder, and not read: a pipe, a device, a link that leads nowhere, a very large file. */
  | { readonly passedOver: string };

/** Larger than any request, certificate or bundle; a file beyond it is no such thing. */
const largestFile = 16 * 1024 * 1024;

/**
 * The files that a call names, and those in the folders it names, in order, read one at a time. Links are
 * followed, no folder is entered twice, and pipes and devices are left alone: they may never end.
 *
 * @param purpose what the files are to be, for messages: `request`
 * @param largest octets of a file that is still read
 */
export async function* findFiles(
  names: readonly string[],
  purpose: string,
  call: Source,
  largest: number = largestFile,
): AsyncGenerator<Found> {
  const entered = new Set<string>();
  for (const name of names) {
    if (name === '-') yield await readStdin(purpose, call, largest);
    else yield* under(name, true);
  }

  async function* under(path: string, isNamed: boolean): AsyncGenerator<Found> {
    if (call.io.signal.aborted) throw new Interrupted();
    try {
      const status = await call.io.fs.status(path);
      if (status?.kind === 'folder') {
        if (status.identity !== undefined && entered.has(status.identity)) return;
        entered.add(status.identity ?? path);
        for (const name of await call.io.fs.list(path)) yield* under(join(path, name), false);
      } else if (status?.kind === 'other') {
        yield isNamed ? { problem: noFile(path) } : { passedOver: path };
      } else if (status && status.size > largest) {
        yield isNamed ? { problem: tooLarge(path, status.size, largest) } : { passedOver: path };
      } else {
        yield { file: path, bytes: await call.io.fs.read(path), isNamed };
      }
    } catch (error) {
      const leadsNowhere = (error as { readonly code?: unknown }).code === 'ELOOP';
      yield leadsNowhere && !isNamed ? { passedOver: path } : { problem: unreadable(path, purpose, error) };
    }
  }
}

async function readStdin(purpose: string, { inputs }: Source, largest: number): Promise<Found> {
  const { file, bytes } = await inputs.read('-', purpose);
  return bytes.length > largest
    ? { problem: tooLarge(file, bytes.length, largest) }
    : { file, bytes, isNamed: true };
}

const tooLarge = (file: string, size: number, largest: number): Problem => ({
  message: `${file} is too large`,
  details: {
    found: `${Math.ceil(size / 1024 / 1024)} MiB`,
    expected: `at most ${largest / 1024 / 1024} MiB`,
  },
});

const noFile = (path: string): Problem => ({
  message: `${path} is neither a file nor a folder`,
  details: {
    found: 'a pipe, a device, or a link that leads nowhere',
    help: `to read what comes out of a pipe:  - < ${shellWord(path)}`,
  },
});
