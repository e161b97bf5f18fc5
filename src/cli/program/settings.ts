import { Option, type Command } from '@commander-js/extra-typings';
import type { Io, Output } from '../host/io.ts';
import { formatOfFile, formats, type Format, type ReportFile } from '../render/formats.ts';
import { CommandError } from './command-error.ts';
import { thresholds, type Threshold } from './exit-code.ts';

/** How to write to people: needed even to say what is wrong with the other flags. */
export interface Display {
  readonly colour: { readonly stdout: boolean; readonly stderr: boolean };
  /** The locale is not UTF-8. */
  readonly ascii: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly progress: boolean;
}

/** The global flags, resolved against environment and terminal. */
export interface Settings extends Display {
  /** As given with -d; where to look without it is in load-deployment.ts. */
  readonly deployment?: string;
  readonly format: Format;
  readonly reports: readonly ReportFile[];
  readonly failOn: Threshold;
  readonly at: Date;
  readonly isAtGiven: boolean;
  /** There is a person at a terminal, and nobody said --no-input. */
  readonly mayPrompt: boolean;
  /** Why not, for the message: `CI is set`. */
  readonly noPromptBecause: string;
  readonly force: boolean;
}

/** cli.md 3.2: the same flags on every command. */
export function addGlobalFlags(program: Command) {
  return program
    .option(
      '-d, --deployment <file>',
      'deployment file; default ./expcert.yaml, then $EXPCERT_DEPLOYMENT; - = stdin',
    )
    .addOption(
      new Option('--format <format>', 'result on stdout as').choices(formats).default('text' as const),
    )
    .option('--json', 'the same as --format json')
    .option(
      '--report <file>',
      'write a second result to a file, format from the ending (.json, .txt, .sarif, .xml, .csv, .md, .html); may be repeated',
      (file: string, files: readonly string[]) => [...files, file],
      [] as readonly string[],
    )
    .addOption(
      new Option(
        '--fail-on <severity>',
        'lowest severity that gives exit 1; not-known: errors, and verdicts that are not known',
      )
        .choices(thresholds)
        .default('error' as const),
    )
    .option('--exit-zero', 'the same as --fail-on never')
    .option('--at <date>', 'check as of this time, ISO 8601, UTC where no zone is given; default now')
    .addOption(
      new Option('--color <when>', 'colour the text')
        .choices(['auto', 'always', 'never'])
        .default('auto' as const),
    )
    .option('--no-color', 'the same as --color never')
    .option('--no-input', 'never ask; also when stdin is no terminal, when CI is set, or EXPCERT_NO_INPUT=1')
    .addOption(new Option('-q, --quiet', 'only findings').conflicts('verbose'))
    .option('-v, --verbose', 'reasons and timing too')
    .option('--no-progress', 'no progress line; also when stderr is no terminal')
    .option('-f, --force', 'may replace an existing output that is no key')
    .addOption(
      new Option('--lang <language>', 'language of the messages').choices(['en']).default('en' as const),
    );
}

export type GlobalFlags = ReturnType<ReturnType<typeof addGlobalFlags>['opts']>;

/** Where the flags could not be read. */
export const plainDisplay: Display = {
  colour: { stdout: false, stderr: false },
  ascii: true,
  quiet: false,
  verbose: false,
  progress: false,
};

export function readDisplay(flags: GlobalFlags, io: Io): Display {
  return {
    colour: {
      stdout: isColoured(flags.color, io, io.stdout),
      stderr: isColoured(flags.color, io, io.stderr),
    },
    ascii: !isUtf8(io.env),
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
    progress: flags.progress && !flags.quiet && io.stderr.isTerminal,
  };
}

export function readSettings(flags: GlobalFlags, display: Display, io: Io): Settings {
  const because = noPromptReason(flags, io);
  return {
    ...display,
    ...(flags.deployment !== undefined && { deployment: flags.deployment }),
    format: flags.json ? 'json' : flags.format,
    reports: flags.report.map((file) => ({ file, format: formatOfFile(file) })),
    failOn: flags.exitZero ? 'never' : flags.failOn,
    at: flags.at === undefined ? io.now() : instant(flags.at),
    isAtGiven: flags.at !== undefined,
    mayPrompt: because === '',
    noPromptBecause: because,
    force: flags.force ?? false,
  };
}

/** Flag before environment; https://no-color.org: any value of NO_COLOR, even in front of CLICOLOR_FORCE. */
export function isColoured(flag: GlobalFlags['color'], { env }: Pick<Io, 'env'>, output: Output): boolean {
  if (flag === 'always') return true;
  if (flag === 'never' || flag === false) return false;
  if (env['NO_COLOR']) return false;
  if (env['CLICOLOR_FORCE'] !== undefined && env['CLICOLOR_FORCE'] !== '0') return true;
  return env['TERM'] !== 'dumb' && output.isTerminal;
}

/** POSIX order: LC_ALL, LC_CTYPE, LANG; the first that is set and not empty decides. Windows has no locale of this kind. */
export function isUtf8(env: Io['env']): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return locale === undefined || locale === '' ? env['OS'] === 'Windows_NT' : /utf-?8/i.test(locale);
}

function noPromptReason(flags: Pick<GlobalFlags, 'input'>, { env, stdin, stderr }: Io): string {
  if (!flags.input) return '--no-input is given';
  if (isOn(env['CI'])) return 'CI is set';
  if (isOn(env['EXPCERT_NO_INPUT'])) return 'EXPCERT_NO_INPUT is set';
  if (!stdin.isTerminal) return 'stdin is no terminal';
  return stderr.isTerminal ? '' : 'stderr is no terminal';
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value.toLowerCase());
}

const iso8601 =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A date alone is its first moment in UTC; a time without zone is UTC, so that a run does not depend on the machine. */
export function instant(text: string): Date {
  const parts = iso8601.exec(text);
  const [year, month, day, hour = 0, minute = 0, second = 0] = (parts ?? [])
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(year ?? NaN, (month ?? NaN) - 1, day, hour, minute, second));
  const isReal =
    date.getUTCMonth() + 1 === month && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!isReal) {
    throw new CommandError(2, `--at ${text} is not a date`, {
      expected: 'ISO 8601: 2026-11-22 or 2026-11-22T10:00:00Z',
    });
  }
  return new Date(date.getTime() - zoneMinutes(parts?.[7]) * 60_000);
}

function zoneMinutes(zone: string | undefined): number {
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  return parts ? Number(`${parts[1]}1`) * (Number(parts[2]) * 60 + Number(parts[3])) : 0;
}
