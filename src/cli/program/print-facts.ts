import { citationText, everyFact, factText } from '../../lib/front.ts';
import type { Io } from '../host/io.ts';
import { openInputs } from '../inputs/inputs.ts';
import { loadFacts } from '../inputs/load-facts.ts';
import { table, toText } from '../render/line.ts';
import { CommandError } from './command-error.ts';
import { verdict, type ExitCode } from './exit-code.ts';
import { isUtf8, plainDisplay } from './settings.ts';
import { openTerminal } from './terminal.ts';
import { version } from './version.ts';

export interface FactsAsked {
  /** What it says takes the place of what the program knows. */
  readonly file?: string;
  readonly isJson: boolean;
}

/** `expcert --version --facts`: the version, and what it takes for true that may have changed since. */
export async function printFacts(io: Io, { file, isJson }: FactsAsked): Promise<ExitCode> {
  const terminal = openTerminal(io, plainDisplay);
  try {
    const { facts } = await loadFacts(file, { inputs: openInputs(io), terminal });
    io.stdout.write(factsText(everyFact(facts), io, isJson));
    return 0;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    terminal.problems(error.problems);
    const ending = verdict(error.exitCode);
    terminal.verdict(ending.words);
    return ending.code;
  }
}

function factsText(facts: ReturnType<typeof everyFact>, io: Io, isJson: boolean): string {
  if (isJson) return `${JSON.stringify({ version, facts }, null, 2)}\n`;
  const rows = facts.map(({ id, value, mark, source, asOf }) => [
    id,
    factText(value),
    mark,
    citationText(source),
    asOf,
  ]);
  const lines = [version, ...table([['id', 'value', 'mark', 'source', 'as of'], ...rows])];
  return toText(lines, { colour: false, ascii: !isUtf8(io.env) });
}
