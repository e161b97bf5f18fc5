import { lstat, readdir, stat } from 'node:fs/promises';
import type { FileStatus, FileSystem } from './io.ts';
import { nodeFileOperations } from './node-file-operations.ts';
import { inputLimit, readLimited } from './read-limited.ts';

export const nodeFileSystem: FileSystem = {
  read: (path, limit = inputLimit) => readLimited(path, limit),
  status,
  list: async (folder) => (await readdir(folder)).sort(),
  atOnce: nodeFileOperations,
};

async function status(path: string): Promise<FileStatus | undefined> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return brokenLink(path);
    throw error;
  });
  if (!found) return undefined;
  const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  const identity = found.ino === 0 ? {} : { identity: `${found.dev}:${found.ino}` };
  return { kind, mode: found.mode & 0o777, size: found.size, modified: found.mtime, ...identity };
}

/** A link that leads nowhere still takes the name. */
function brokenLink(path: string) {
  return lstat(path).catch(() => undefined);
}
