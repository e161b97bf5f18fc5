import type { Io } from '../host/io.ts';
import { CommandError } from '../program/command-error.ts';
import { verdict, type ExitCode } from '../program/exit-code.ts';
import { plainDisplay } from '../program/settings.ts';
import { openTerminal } from '../program/terminal.ts';
import { version } from '../program/version.ts';
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
