import { CommandError } from './command-error.ts';
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
  if (await holdsKey(path, fs)) {
    throw new CommandError(4, `${path} holds a private key; nothing was written`, {
      note: '--force does not replace keys',
    });
  }
  return true;
}

async function holdsKey(path: string, fs: FileSystem): Promise<boolean> {
  return new TextDecoder('latin1').decode(await fs.read(path)).includes('PRIVATE KEY-----');
}

/** Writes one file that is no key. */
export function writeOutput(path: string, content: string, replaces: boolean, fs: FileSystem): void {
  const file = { path, content, mode: 0o644, replaces };
  writeFileSet({ folders: [], aside: [], files: [file] }, fs.atOnce);
}
