import { readFile, stat } from 'node:fs/promises';
import { LoadError } from './load-error.ts';

/** Octets of a file: no list of CAs or revoked certificates is nearly as large. */
const largest = 256 * 1024 * 1024;

export interface FileContent {
  readonly bytes: Buffer;
  /** Can others than the owner and its group read it? Nobody knows on Windows. */
  readonly isReadableByAll: boolean;
}

/** A file as it is now. Throws LoadError, also for pipes and devices, which may never end. */
export async function readWhole(file: string): Promise<FileContent> {
  try {
    const status = await stat(file);
    if (status.isDirectory()) throw problem(file, 'is a folder; a file is needed');
    if (!status.isFile()) throw problem(file, 'is no file');
    if (status.size > largest) throw problem(file, `is larger than ${largest} octets`);
    const isReadableByAll = process.platform !== 'win32' && (status.mode & 0o004) !== 0;
    return { bytes: await readFile(file), isReadableByAll };
  } catch (error) {
    throw asLoadError(file, error);
  }
}

export const problem = (file: string, text: string): LoadError => new LoadError([{ file, text }]);

/** What the operating system said, in words; an error of another kind stays what it is. */
export function asLoadError(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) return error;
  return problem(file, reasons[code] ?? `cannot be read (${code})`);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'may not be read by this process (permission denied)',
  ENOENT: 'is not there',
  ENOTDIR: 'is not there: a part of the path is no folder',
  EMFILE: 'cannot be read: too many open files',
};
