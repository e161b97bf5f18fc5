import { CommandError } from '../command-error.ts';
import { verdict, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { plainDisplay } from '../settings.ts';
import { openTerminal } from '../terminal.ts';
import { version } from '../version.ts';
import { pageHash, readPage } from './page-file.ts';

/** `expcert --version --page-hash`: the version, and what sha256sum says of the page that belongs to it. */
export async function printPageHash(io: Io): Promise<ExitCode> {
  try {
    const hash = await pageHash(await readPage(io), io);
    io.stdout.write(`${version}\n${hash}  expcert.html\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const terminal = openTerminal(io, plainDisplay);
    terminal.problems(error.problems);
    const ending = verdict(error.exitCode);
    terminal.verdict(ending.words);
    return ending.code;
  }
}
