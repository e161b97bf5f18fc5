import { Command, CommanderError } from '@commander-js/extra-typings';
import { commands, groups } from '../../src/cli/program/commands.ts';
import { parseArguments, type Parsed } from '../../src/cli/program/parse-arguments.ts';
import { addGlobalFlags } from '../../src/cli/program/settings.ts';

const firstWords = [...new Set([...commands.map(({ path: [first] }) => first), ...Object.keys(groups)])];
/** A suggested command ends where a line, a bracket or the next suggestion does, or at two blanks. */
const suggestion = new RegExp(
  `\\bexpcert ((?:${firstWords.join('|')})\\b.*?)(?=$|[;)]| \\(| {2}|\\bexpcert )`,
  'gm',
);
/** Commands of other programs have flags of their own. */
const otherProgram = /\b(openssl|keytool|ssh-keygen|printf|chmod) .*$/gm;

export interface Hint {
  readonly text: string;
  readonly words: readonly string[];
}

/** The commands that a text tells people to run. */
export function hintsIn(text: string): Hint[] {
  return [...text.replace(otherProgram, '').matchAll(suggestion)].map(([, words]) => ({
    text: words!.trim(),
    words: [...words!.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g)].map(([word]) =>
      word.replace(/'([^']*)'|\\(.)/g, '$1$2'),
    ),
  }));
}

/** Commands that read no deployment file. */
const withoutDeployment = ['init', 'show', 'explain', 'schema', 'completion', 'page', 'federation decide'];

/** What is wrong with the commands and flags that a text suggests to whoever has called the program so. */
export async function brokenHints(argv: readonly string[], whole: string): Promise<string[]> {
  // A help page shows calls of other files.
  const text = whole.replace(/^Usage[^]*/m, '');
  const called = await parsed(argv);
  if (called === undefined || called === 'help') return [];
  const broken: string[] = [];
  for (const { text: hint, words } of hintsIn(text)) {
    const suggested = await parsed(words);
    const wanted = called.globalFlags.deployment;
    if (!suggested) broken.push(`expcert ${hint}: does not parse`);
    else if (
      suggested !== 'help' &&
      wanted !== undefined &&
      wanted !== 'expcert.yaml' &&
      wanted !== '-' &&
      !withoutDeployment.includes(called.name) &&
      !withoutDeployment.includes(suggested.name) &&
      suggested.globalFlags.deployment !== wanted
    ) {
      broken.push(`expcert ${hint}: without -d ${wanted}`);
    }
  }
  const known = await flagsOf(called.name);
  const rest = text.replace(otherProgram, '').replace(suggestion, '');
  for (const [, flag] of rest.matchAll(/(?<![\w-])(--[a-z][a-z-]+|-[a-z])(?![\w-])/g)) {
    if (!known.has(flag!)) broken.push(`${flag}: no flag of expcert ${called.name}`);
  }
  return broken;
}

const silent = { fullHelp: false, ascii: false, writeOut: () => undefined, writeErr: () => undefined };

/** undefined: wrong use; `help`: it prints help. */
async function parsed(argv: readonly string[]): Promise<Parsed | 'help' | undefined> {
  try {
    return (await parseArguments(argv, silent)) ?? 'help';
  } catch (error) {
    return error instanceof CommanderError && error.exitCode === 0 ? 'help' : undefined;
  }
}

async function flagsOf(name: string): Promise<ReadonlySet<string>> {
  const command = await commands.find(({ path }) => path.join(' ') === name)!.load();
  const own = new Command();
  command.declare(own);
  const all = [...own.options, ...addGlobalFlags(new Command()).options];
  return new Set(
    all.flatMap(({ long, short }) => [long, short]).filter((flag) => flag !== undefined && flag !== null),
  );
}
