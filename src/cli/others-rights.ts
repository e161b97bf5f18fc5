import type { FileToCheck } from '../lib/index.ts';
import type { Io } from './io.ts';

/** Can others than the owner read the file? Nobody knows on Windows, of stdin, and of a pipe made by the shell. */
export async function rightsOf(
  path: string,
  { fs, platform }: Pick<Io, 'fs' | 'platform'>,
): Promise<Pick<FileToCheck, 'isReadableByOthers'>> {
  if (platform === 'win32' || path === '-') return {};
  const status = await fs.status(path).catch(() => undefined);
  return status?.kind === 'file' ? { isReadableByOthers: (status.mode & 0o044) !== 0 } : {};
}
