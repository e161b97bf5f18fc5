import type { Io } from '../host/io.ts';
import { fileSystemReason } from '../host/file-system-reason.ts';
import { InputTooLarge, inputLimit } from '../host/read-limited.ts';
import { CommandError, type Problem } from '../program/command-error.ts';
import { shellWord } from '../program/next-command.ts';

export interface ReadInput {
  /** For messages and results; `stdin` where it was given as `-`. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface Inputs {
  /**
   * Reads a file, or stdin for `-`. What cannot be read, is larger than the limit, or is a pipe or a device and
   * might never end, throws CommandError 3; a second `-`, and a `-` where stdin is a terminal, CommandError 2.
   * @param purpose what the input is, for messages: `deployment file`
   * @param limit octets; by default `inputLimit`
   */
  read(name: string, purpose: string, limit?: number): Promise<ReadInput>;
}

/** The inputs of one call, of which only one may be stdin. */
export function openInputs(io: Io): Inputs {
  let stdinPurpose: string | undefined;
  async function readStdin(purpose: string, limit: number): Promise<ReadInput> {
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
    try {
      return { file: 'stdin', bytes: await io.stdin.read(limit) };
    } catch (error) {
      throw error instanceof InputTooLarge
        ? new CommandError(3, [unreadable('stdin', purpose, error)])
        : error;
    }
  }
  return {
    async read(name, purpose, limit = inputLimit) {
      if (name === '-') return readStdin(purpose, limit);
      try {
        const isEndless = !isOpenDescriptor(name) && (await io.fs.status(name))?.kind === 'other';
        if (!isEndless) return { file: name, bytes: await io.fs.read(name, limit) };
      } catch (error) {
        throw new CommandError(3, [unreadable(name, purpose, error)]);
      }
      throw new CommandError(3, [notAFile(name)]);
    },
  };
}

/** What a shell hands over for `<(…)` is a pipe, and one that somebody fills. */
const isOpenDescriptor = (path: string): boolean =>
  /^\/(dev\/(stdin|fd\/\d+)|proc\/(self|\d+)\/fd\/\d+)$/.test(path);

/** Pipes and devices that are given by their path: they may never end. */
export const notAFile = (path: string): Problem => ({
  message: `${path} is neither a file nor a folder`,
  details: {
    found: 'a pipe, a device, or a link that leads nowhere',
    help: `to read what comes out of a pipe:  - < ${shellWord(path)}`,
  },
});

/** A failure of the file system as a problem; any other error is thrown on. */
export function unreadable(file: string, purpose: string, error: unknown): Problem {
  if (error instanceof InputTooLarge) {
    const help = `give the ${purpose} itself: nothing of the kind is so large`;
    return { message: `${file} is ${error.message}`, details: { help } };
  }
  return {
    message: `${file}: ${fileSystemReason(error)}`,
    details: { help: `check the path of the ${purpose}` },
  };
}
