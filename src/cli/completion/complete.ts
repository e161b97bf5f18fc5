import { Command, type Argument, type Option } from '@commander-js/extra-typings';
import type { Io } from '../host/io.ts';
import { commands, type CommandEntry } from '../program/commands.ts';
import type { ExitCode } from '../program/exit-code.ts';
import { addGlobalFlags } from '../program/settings.ts';

/** What fits besides the candidates. */
type Also = 'files' | 'folders' | 'none';

interface Candidate {
  readonly value: string;
  readonly description?: string | undefined;
}

interface Answer {
  readonly also: Also;
  readonly candidates: readonly Candidate[];
}

const nothing: Answer = { also: 'none', candidates: [] };

/**
 * The hidden call behind every completion script: `cur=WORD` and the words before it → what may stand there.
 * It never asks, never fails and never reads stdin: a shell is waiting with a half-typed line.
 */
export async function complete(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [current = '', ...before] = argv;
  const answer = await answerTo(current.replace(/^cur=/, ''), before, io).catch(() => nothing);
  const lines = answer.candidates.map(({ value, description }) =>
    description ? `${value}\t${description}` : value,
  );
  io.stdout.write([answer.also, ...lines, ''].join('\n'));
  return 0;
}

async function answerTo(typed: string, before: readonly string[], io: Io): Promise<Answer> {
  const line = await readLine(withoutEqualsSigns(before));
  const current = typed === '=' ? '' : typed;
  const [flag, value] = current.split(/=(.*)/s, 2);
  if (line.waiting) return matching(await valuesOf(line.waiting, line, io), current);
  const assigned = value === undefined ? undefined : line.flags.find(({ long }) => long === flag);
  if (assigned && value !== undefined) {
    const { also, candidates } = matching(await valuesOf({ flag: assigned, given: 0 }, line, io), value);
    return { also, candidates: candidates.map((each) => ({ ...each, value: `${flag}=${each.value}` })) };
  }
  if (current.startsWith('-') && !line.isFlagsEnded) return matching(flagCandidates(line.flags), current);
  return matching(await operands(line, io), current);
}

/** bash breaks `--flag=value` into three words. */
function withoutEqualsSigns(words: readonly string[]): string[] {
  return words.filter((word) => word !== '=');
}

interface Waiting {
  readonly flag: Option;
  readonly given: number;
}

/** A line as far as it has been typed. */
interface TypedLine {
  /** The words of the command, as far as they lead to one. */
  readonly path: readonly string[];
  readonly entry: CommandEntry | undefined;
  readonly flags: readonly Option[];
  readonly arguments: readonly Argument[];
  /** How many words stand there that are neither flags nor a part of the path. */
  readonly given: number;
  /** The flag before the cursor, where a value of it comes next, and how many of its values are there. */
  readonly waiting: Waiting | undefined;
  readonly deployment: string | undefined;
  /** `--` has been typed. */
  readonly isFlagsEnded: boolean;
}

async function readLine(words: readonly string[]): Promise<TypedLine> {
  const globals = addGlobalFlags(new Command()).options;
  const { entry, path } = findEntry(words, globals);
  const command = new Command();
  if (entry) (await entry.load()).declare(command);
  const flags = [...command.options, ...globals];
  const { values, operands, waiting, isFlagsEnded } = split(words, flags);
  return {
    path,
    entry,
    flags,
    arguments: command.registeredArguments,
    given: operands.length - path.length - (operands[0] === 'help' ? 1 : 0),
    waiting,
    deployment: values.get('deployment'),
    isFlagsEnded,
  };
}

function findEntry(words: readonly string[], globals: readonly Option[]) {
  const { operands } = split(words, globals);
  const typed = operands[0] === 'help' ? operands.slice(1) : operands;
  const path: string[] = [];
  for (const word of typed) {
    const longer = [...path, word];
    if (!commands.some((entry) => startsWith(entry.path, longer))) break;
    path.push(word);
  }
  return {
    path,
    entry: commands.find((entry) => entry.path.length === path.length && startsWith(entry.path, path)),
  };
}

function startsWith(words: readonly string[], start: readonly string[]): boolean {
  return start.every((word, at) => words[at] === word);
}

function split(words: readonly string[], flags: readonly Option[]) {
  const values = new Map<string, string>();
  const operands: string[] = [];
  let waiting: Waiting | undefined;
  let isFlagsEnded = false;
  for (const word of words) {
    if (waiting) {
      const { flag, given } = waiting;
      values.set(flag.attributeName(), word);
      waiting = given + 1 < placeholdersOf(flag).length ? { flag, given: given + 1 } : undefined;
    } else if (isFlagsEnded || !word.startsWith('-') || word === '-') {
      operands.push(word);
    } else if (word === '--') {
      isFlagsEnded = true;
    } else {
      const [name, value] = word.split(/=(.*)/s, 2);
      const flag = flags.find(({ short, long }) => short === name || long === name);
      if (flag?.required && value === undefined) waiting = { flag, given: 0 };
      else if (flag && value !== undefined) values.set(flag.attributeName(), value);
    }
  }
  return { values, operands, waiting, isFlagsEnded };
}

function matching({ also, candidates }: Answer, typed: string): Answer {
  return { also, candidates: candidates.filter(({ value }) => value.startsWith(typed)) };
}

function flagCandidates(flags: readonly Option[]): Answer {
  const help: Candidate[] = [{ value: '--help', description: 'show the help' }];
  const own = flags.filter(({ hidden, long }) => !hidden && long);
  return {
    also: 'none',
    candidates: [...own.map(({ long, description }) => ({ value: long!, description })), ...help],
  };
}

async function operands(line: TypedLine, io: Io): Promise<Answer> {
  if (!line.entry) return line.given > 0 ? nothing : { also: 'none', candidates: nextWords(line.path) };
  const last = line.arguments.at(-1);
  const argument = line.arguments[line.given] ?? (last?.variadic ? last : undefined);
  if (!argument) return nothing;
  return argument.argChoices ? words(argument.argChoices) : valuesNamed(argument.name(), line, io);
}

/** The sub-commands that may follow. */
function nextWords(path: readonly string[]): Candidate[] {
  const below = commands.filter((entry) => entry.path.length > path.length && startsWith(entry.path, path));
  const byWord = new Map(
    below.map(({ path: words, summary }) => [
      words[path.length]!,
      words.length === path.length + 1 ? summary : undefined,
    ]),
  );
  const found = [...byWord].map(([value, description]) => ({ value, description }));
  return path.length === 0
    ? [...found, { value: 'help', description: 'Show the help of a command.' }]
    : found;
}

async function valuesOf({ flag, given }: Waiting, line: TypedLine, io: Io): Promise<Answer> {
  return flag.argChoices ? words(flag.argChoices) : valuesNamed(placeholdersOf(flag)[given], line, io);
}

/** `--why <peer> <service>` → `peer`, `service` */
const placeholdersOf = ({ flags }: Option): string[] =>
  [...flags.matchAll(/[<[]([a-z-]+)/g)].map(([, name]) => name!);

function words(values: readonly string[]): Answer {
  return { also: 'none', candidates: values.map((value) => ({ value })) };
}

/** What a placeholder stands for. */
async function valuesNamed(placeholder: string | undefined, line: TypedLine, io: Io): Promise<Answer> {
  switch (placeholder) {
    case 'file':
    case 'path':
      return { also: 'files', candidates: [] };
    case 'reader': {
      const { listReaders } = await import('./complete-values.ts');
      return { also: 'files', candidates: await listReaders(line.deployment, io) };
    }
    case 'dir':
      return { also: 'folders', candidates: [] };
    case 'code':
      return { also: 'none', candidates: (await import('./complete-values.ts')).ruleCodes() };
    case 'service':
      return { also: 'none', candidates: (await import('./complete-values.ts')).verdictServiceNames() };
    case 'peer':
    case 'cluster': {
      const { peersAndClusters } = await import('./complete-values.ts');
      return { also: 'none', candidates: await peersAndClusters(placeholder, line.deployment, io) };
    }
    default:
      return nothing;
  }
}
