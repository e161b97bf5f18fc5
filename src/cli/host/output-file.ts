import { fileSystemReason } from './file-system-reason.ts';
import { CommandError } from '../program/command-error.ts';
import { writeFileSet } from './file-set.ts';
import type { FileSystem } from './io.ts';

/**
 * Whether an output may be written under this name: CommandError 4 where a file is there and --force is not
 * given, and where that file holds a private key, --force or not.
 * @returns whether a file gives way
 */
export async function checkOutput(path: string, force: boolean, fs: FileSystem): Promise<boolean> {
  const status = await fs.status(path);
  if (!status) return false;
  if (status.kind !== 'file') throw new CommandError(4, `${path} is no file; nothing was written`);
  if (!force) {
    throw new CommandError(4, `${path} exists; nothing was written`, { help: 'to replace it: --force' });
  }
  await refuseKey(path, fs);
  return true;
}

/** For every file that gives way: CommandError 4 where it holds a private key, or may hold one. */
export async function refuseKey(path: string, fs: FileSystem): Promise<void> {
  let bytes: Uint8Array;
  try {
    bytes = await fs.read(path);
  } catch (error) {
    throw new CommandError(4, `${path}: ${fileSystemReason(error)}; nothing was written`, {
      help: 'it may hold a key: move it away, or choose another name',
    });
  }
  // Loaded where a file is in the way: most runs write beside what is there, or nothing.
  const { mayHoldKey } = await import('./may-hold-key.ts');
  if (!(await mayHoldKey(path, bytes))) return;
  throw new CommandError(4, `${path} holds a private key, or may hold one; nothing was written`, {
    note: '--force does not replace keys',
    help: 'move it away, or choose another name',
  });
}

/**
 * Writes one file that is no key.
 * @param mode permission bits; by default those of what everybody may read
 */
export function writeOutput(
  path: string,
  content: string | Uint8Array,
  replaces: boolean,
  fs: FileSystem,
  mode = 0o644,
): void {
  const file = { path, content, mode, replaces };
  writeFileSet({ folders: [], aside: [], files: [file] }, fs.atOnce);
}
