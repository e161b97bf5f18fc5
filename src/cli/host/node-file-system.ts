import { lstatSync, statSync, type Stats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { FileStatus, FileSystem } from './io.ts';
import { nodeFileOperations } from './node-file-operations.ts';
import { inputLimit, readLimited } from './read-limited.ts';

export const nodeFileSystem: FileSystem = {
  read: (path, limit = inputLimit) => readLimited(path, limit),
  status: async (path) => status(path),
  list: async (folder) => (await readdir(folder)).sort(),
  atOnce: nodeFileOperations,
};

/** At once: it costs a fifth of giving way, and commands look at thousands of files. */
function status(path: string): FileStatus | undefined {
  const found = statusOf(path);
  if (!found) return undefined;
  const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  const identity = found.ino === 0 ? {} : { identity: `${found.dev}:${found.ino}` };
  return { kind, mode: found.mode & 0o777, size: found.size, modified: found.mtime, ...identity };
}

function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A link that leads nowhere still takes the name.
    if (code === 'ENOENT' || code === 'ENOTDIR') return brokenLink(path);
    throw error;
  }
}

function brokenLink(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}
