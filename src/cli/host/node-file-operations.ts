import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
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
  append,
  replace,
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

function append(path: string, content: string): void {
  const { O_APPEND, O_WRONLY } = constants;
  const file = openSync(path, O_APPEND | O_WRONLY);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function replace(path: string, content: string | Uint8Array, mode: number): void {
  const beside = `${path}.new`;
  // What a run that was killed has left.
  rmSync(beside, { force: true });
  create(beside, content, mode);
  renameSync(beside, path);
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
