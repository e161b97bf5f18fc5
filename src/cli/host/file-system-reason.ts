import { InputTooLarge } from './read-limited.ts';

/** What the operating system said, in words. An error of another kind is a bug and thrown on. */
export function fileSystemReason(error: unknown): string {
  if (error instanceof InputTooLarge) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined || !/^E[A-Z0-9]+$|^ERR_FS_/.test(code)) throw error;
  return reasons[code] ?? `the system refused it (${code})`;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EEXIST: 'exists already',
  EISDIR: 'is a folder, a file is needed',
  ELOOP: 'too many links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the device',
  ENOTDIR: 'a part of the path is no folder',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ERR_FS_FILE_TOO_LARGE: 'larger than 2 GiB',
};
