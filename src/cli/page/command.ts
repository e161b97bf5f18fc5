import { InvalidArgumentError } from '@commander-js/extra-typings';
import { checkOutput, writeOutput } from '../host/output-file.ts';
import { defineCommand } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import type { Result } from '../program/report.ts';
import { pageHash, readPage } from './page-file.ts';
import { serve } from './serve.ts';

export const page = defineCommand({
  examples: [
    ['page', 'open the page in your browser, from disk'],
    ['page --out expcert.html', 'write it, to hand on or to put on an intranet server'],
    ['page --serve 8080', 'serve it to this machine until Ctrl-C'],
  ],
  exitCodes: [0, 2, 3, 4],
  seeAlso: ['init', 'check'],
  declare: (command) =>
    command
      .option('-o, --out <file>', 'write the page; - = stdout')
      .option(
        '--serve [port]',
        'serve it on 127.0.0.1 until Ctrl-C; without a port on any that is free',
        port,
      ),
  async run(call): Promise<Result> {
    const { flags, io, settings, terminal } = call;
    if (flags.out !== undefined && flags.serve !== undefined) {
      throw new CommandError(2, '--out and --serve are two things to do', { help: 'give one of them' });
    }
    if (flags.serve !== undefined) {
      await serve(await readPage(io), flags.serve === true ? 0 : flags.serve, call);
      return nothing;
    }
    if (flags.out === undefined) {
      await readPage(io);
      const isOpen = await io.openFile(io.pageFile);
      terminal.say(isOpen ? `opened ${io.pageFile}` : `no browser could be started; open ${io.pageFile}`);
      return nothing;
    }
    if (flags.out === '-') return { ...nothing, verbatim: new TextDecoder().decode(await readPage(io)) };
    const replaces = await checkOutput(flags.out, settings.force, io.fs);
    const bytes = await readPage(io);
    writeOutput(flags.out, bytes, replaces, io.fs);
    terminal.wrote(flags.out, `SHA-256 ${await pageHash(bytes, io)}`);
    return { ...nothing, parts: { written: [flags.out] } };
  },
});

const nothing: Result = { findings: [], text: () => [] };

function port(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 65535) return number;
  throw new InvalidArgumentError('Expected a port, 1 to 65535.');
}
