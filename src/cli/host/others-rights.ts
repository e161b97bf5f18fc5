import type { FileToCheck } from '../../lib/front.ts';
import type { FileStatus, Io } from './io.ts';

/** Can others than the owner read the file? Nobody knows on Windows, of stdin, and of a pipe made by the shell. */
export async function rightsOf(path: string, { fs, platform }: Pick<Io, 'fs' | 'platform'>): Promise<Rights> {
  if (platform === 'win32' || path === '-') return {};
  return rightsIn(await fs.status(path).catch(() => undefined), platform);
}

/** The same where the file has been looked at. */
export const rightsIn = (status: FileStatus | undefined, platform: string): Rights =>
  platform !== 'win32' && status?.kind === 'file' ? { isReadableByOthers: (status.mode & 0o044) !== 0 } : {};

type Rights = Pick<FileToCheck, 'isReadableByOthers'>;
