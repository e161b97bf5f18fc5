import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { table, toText, type Line } from '../render/line.ts';
import type { AnyCommand } from './command.ts';
import { commands, groups } from './commands.ts';
import { dealings } from './dealings.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';

type Row = readonly [string, string];

/** `full` is --help, otherwise -h: without the global flags, the exit codes and what else there is to see. */
export interface HelpScope {
  readonly full: boolean;
  /** The locale is not UTF-8. */
  readonly ascii: boolean;
  /** The command that the help is about, once loaded. */
  readonly command?: AnyCommand | undefined;
}

/** cli.md 3.8: one sentence, examples, flags, exit codes, see also. */
export function helpText(target: CommandUnknownOpts, { full, ascii, command }: HelpScope): string {
  const more = ascii ? '...' : '…';
  const path = pathOf(target);
  const examples = command?.examples ?? groupExamples(path);
  const own = command ? flagRows(target, more) : [];
  const lines: Line[] = [
    target.description(),
    ...section(
      'Examples',
      examples.slice(0, full ? undefined : 3).map(([call, purpose]) => [`expcert ${call}`.trim(), purpose]),
    ),
    '',
    'Usage',
    `  ${['expcert', ...path, ...target.registeredArguments.map((each) => argumentText(each, more)), command ? '[flags]' : 'COMMAND [flags]'].join(' ')}`,
    ...section('Commands', commandRows(path)),
    ...section(
      'Arguments',
      target.registeredArguments.map((each) => [argumentText(each, more), each.description]),
    ),
    ...section('Flags', own),
    ...(full
      ? endOfFullHelp(target, command, more)
      : ['', `More: ${['expcert', ...path, '--help'].join(' ')}`]),
  ];
  return toText(lines, { colour: false, ascii });
}

function endOfFullHelp(target: CommandUnknownOpts, command: AnyCommand | undefined, more: string): Line[] {
  const codes: readonly ExitCode[] = command ? [...new Set([...command.exitCodes, ...always])] : everyCode;
  const help: Row = ['-h, --help', 'short help, full help'];
  return [
    ...section('Global flags', [...flagRows(rootOf(target), more), help]),
    ...section(
      'Exit codes',
      codes.map((code) => [String(code), exitCodes[code]]),
    ),
    ...(target.parent ? [] : dealingRows()),
    ...section(
      'See also',
      (command?.seeAlso ?? ['explain', 'completion']).map((path) => [`expcert ${path}`, summaryOf(path)]),
    ),
  ];
}

/** Of the program as a whole: who talks to whom, and writes what. */
const dealingRows = (): Line[] => [
  '',
  'Talks to, and writes',
  ...table(
    dealings.map(({ commands: named, talksTo, writes }) => [`  ${named.join(', ')}`, talksTo, writes]),
  ),
];

/** Can happen to every command. */
const always: readonly ExitCode[] = [5, 130];
const everyCode: readonly ExitCode[] = [0, 1, 2, 3, 4, 5, 130];

const rootExamples: readonly Row[] = [
  ['init -o corp.yaml', 'write down a deployment once'],
  ['plan -d corp.yaml', 'see every name of every CSR, with its reason'],
  ['csr create -d corp.yaml --out csr/', 'make keys and CSRs for all peers'],
];

/** Of the program itself and of a group, from what stands below it. */
function groupExamples(path: readonly string[]): readonly Row[] {
  if (path.length === 0) return rootExamples;
  return commandRows(path).map(([name, summary]) => [`${[...path, name].join(' ')} --help`, summary]);
}

function commandRows(path: readonly string[]): Row[] {
  const below = commands.filter((entry) => path.every((word, at) => entry.path[at] === word));
  const rows = below
    .filter((entry) => entry.path.length > path.length)
    .map(({ path: words, summary }): Row => [words.slice(path.length).join(' '), summary]);
  return path.length === 0 && rows.length > 0
    ? [...rows, ['help [COMMAND]', 'Show the help of a command.']]
    : rows;
}

function summaryOf(path: string): string {
  return commands.find((entry) => entry.path.join(' ') === path)?.summary ?? groups[path] ?? '';
}

function section(title: string, rows: readonly Row[]): Line[] {
  return rows.length === 0 ? [] : ['', title, ...table(rows, '  ')];
}

function flagRows(target: CommandUnknownOpts, more: string): Row[] {
  return target.options.filter(isVisible).map((option) => flagRow(option, more));
}

function flagRow(option: Option, more: string): Row {
  const choices = option.argChoices ? ` (${option.argChoices.join(', ')})` : '';
  const shown = typeof option.defaultValue === 'string' || typeof option.defaultValue === 'number';
  const fallback = shown ? `; default ${option.defaultValue}` : '';
  const indent = option.short ? '' : '    ';
  return [`${indent}${placeholders(option.flags, more)}`, `${option.description}${choices}${fallback}`];
}

function argumentText(argument: Argument, more: string): string {
  const name = `${argument.name().toUpperCase()}${argument.variadic ? more : ''}`;
  return argument.required ? name : `[${name}]`;
}

/** `--out <dir>` → `--out DIR`, `--peer <peer...>` → `--peer PEER…` */
function placeholders(flags: string, more: string): string {
  return flags.replace(
    /<([^>.]+)(\.\.\.)?>/g,
    (_, name: string, dots?: string) => `${name.toUpperCase()}${dots ? more : ''}`,
  );
}

function isVisible(option: Option): boolean {
  return !option.hidden;
}

function pathOf(target: CommandUnknownOpts): string[] {
  return target.parent ? [...pathOf(target.parent), target.name()] : [];
}

function rootOf(target: CommandUnknownOpts): CommandUnknownOpts {
  return target.parent ? rootOf(target.parent) : target;
}
