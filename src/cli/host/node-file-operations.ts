import {
  chmodSync,
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import type { FileOperations } from './io.ts';

export const nodeFileOperations: FileOperations = {
  create,
  makeFolder(path, mode) {
    mkdirSync(path, { mode });
    chmodSync(path, mode);
  },
  rename,
  remove: unlinkSync,
  removeFolder: rmdirSync,
};

function create(path: string, content: string | Uint8Array, mode: number): void {
  const file = openSync(path, 'wx', mode);
  try {
    if ((mode & 0o077) === 0) fchmodSync(file, mode);
    writeFileSync(file, content);
    fsyncSync(file);
  } catch (error) {
    unlinkSync(path);
    throw error;
  } finally {
    closeSync(file);
  }
}

/** rename(2) would replace a file that has taken the name meanwhile; link(2) does not. */
function rename(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!withoutLinks.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    renameSync(from, to);
    return;
  }
  unlinkSync(from);
}

/** What file systems without hard links (FAT, some network shares) answer. */
const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL'];
