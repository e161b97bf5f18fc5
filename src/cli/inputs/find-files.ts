import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FileStatus } from '../host/io.ts';
import { inputLimit, sizeText } from '../host/read-limited.ts';
import type { Call } from '../program/command.ts';
import { CommandError, Interrupted, type Problem } from '../program/command-error.ts';
import { notAFile, unreadable } from './inputs.ts';

type Source = Pick<Call, 'io' | 'inputs'>;

export interface FoundFile {
  /** `stdin` for `-`. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Given by its own name, not found in a folder: then it must be what was asked for. */
  readonly isNamed: boolean;
  /** undefined for stdin. */
  readonly status?: FileStatus | undefined;
}

export type Found =
  | FoundFile
  | { readonly problem: Problem }
  /** In a folder, and not read: a pipe, a device, a link that leads nowhere, a very large file. */
  | { readonly passedOver: string; readonly why: string };

/** Files between which Ctrl-C has its turn. */
const stepLength = 20;

/**
 * The files that a call names, and those in the folders it names, in order.
 * Links are followed, no folder is entered twice, and pipes and devices are left alone: they may never end. So are
 * the files in folders that `csr create` has put aside.
 *
 * @param purpose what the files are to be, for messages: `request`
 * @param largest octets of a file that is still read
 */
export async function* findFiles(
  names: readonly string[],
  purpose: string,
  call: Source,
  largest: number = inputLimit,
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
        const inside = (await call.io.fs.list(path)).map((name) => join(path, name));
        for (const [at, each] of inside.entries()) {
          if (at % stepLength === 0) await setImmediate();
          yield* under(each, false);
        }
      } else if (!isNamed && isPutAside(path)) {
        yield { passedOver: path, why: 'put aside by csr create' };
      } else if (status?.kind === 'other') {
        yield isNamed ? { problem: notAFile(path) } : { passedOver: path, why: noFile };
      } else if (status && status.size > largest) {
        yield isNamed
          ? { problem: tooLarge(path, status.size, largest) }
          : { passedOver: path, why: `larger than ${sizeText(largest)}` };
      } else {
        yield { file: path, bytes: await call.io.fs.read(path, largest), isNamed, status };
      }
    } catch (error) {
      const leadsNowhere = (error as { readonly code?: unknown }).code === 'ELOOP';
      yield leadsNowhere && !isNamed
        ? { passedOver: path, why: noFile }
        : { problem: unreadable(path, purpose, error) };
    }
  }
}

const noFile = 'a pipe, a device, or a link that leads nowhere';

async function readStdin(purpose: string, { inputs }: Source, largest: number): Promise<Found> {
  try {
    return { ...(await inputs.read('-', purpose, largest)), isNamed: true };
  } catch (error) {
    if (error instanceof CommandError && error.exitCode === 3) return { problem: error.problems[0]! };
    throw error;
  }
}

const tooLarge = (file: string, size: number, largest: number): Problem => ({
  message: `${file} is too large`,
  details: {
    found: `${Math.ceil(size / 1024 / 1024)} MiB`,
    expected: `at most ${sizeText(largest)}`,
  },
});

/** `.bak`, `.bak2`: the old key and request of `csr create --replace-keys`. */
const isPutAside = (path: string): boolean => /\.bak\d*$/.test(path);
