import { CommandError, type Problem } from './command-error.ts';
import type { Io } from './io.ts';

export interface ReadInput {
  /** For messages and results; `stdin` where it was given as `-`. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface Inputs {
  /**
   * Reads a file, or stdin for `-`. A file that cannot be read throws CommandError 3; a second `-`, and a `-`
   * where stdin is a terminal, CommandError 2.
   * @param purpose what the input is, for messages: `deployment file`
   */
  read(name: string, purpose: string): Promise<ReadInput>;
}

/** The inputs of one call, of which only one may be stdin. */
export function openInputs(io: Io): Inputs {
  let stdinPurpose: string | undefined;
  async function readStdin(purpose: string): Promise<ReadInput> {
    if (stdinPurpose !== undefined) {
      throw new CommandError(2, `only one - per call: stdin is already the ${stdinPurpose}`, {
        help: `give the ${purpose} as a file`,
      });
    }
    stdinPurpose = purpose;
    if (io.stdin.isTerminal) {
      const help = 'give a file, or pipe the input in';
      throw new CommandError(
        2,
        `the ${purpose} was to come from stdin, and stdin is a terminal`,
        { help },
        { showHelp: true },
      );
    }
    return { file: 'stdin', bytes: await io.stdin.read() };
  }
  return {
    async read(name, purpose) {
      if (name === '-') return readStdin(purpose);
      try {
        return { file: name, bytes: await io.fs.read(name) };
      } catch (error) {
        throw new CommandError(3, [unreadable(name, purpose, error)]);
      }
    },
  };
}

/** A failure of the file system as a problem; any other error is thrown on. */
export function unreadable(file: string, purpose: string, error: unknown): Problem {
  return {
    message: `${file}: ${fileSystemReason(error)}`,
    details: { help: `check the path of the ${purpose}` },
  };
}

/** What the operating system said, in words. An error of another kind is a bug and thrown on. */
export function fileSystemReason(error: unknown): string {
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
