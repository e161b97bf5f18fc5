import { CommanderError } from '@commander-js/extra-typings';
import type { Io } from '../host/io.ts';
import { openInputs } from '../inputs/inputs.ts';
import { render } from '../render/formats.ts';
import { reportBug } from './bug.ts';
import { CommandError, Interrupted } from './command-error.ts';
import { verdict, verdictOf, type ExitCode, type Outcome as Ending, type Verdict } from './exit-code.ts';
import { failingServices, failingUploads, isUpload, openVerdicts, reasonsOf } from '../../lib/front.ts';
import type { ServiceVerdict } from '../../lib/index.ts';
import { outcomeOf } from './outcome.ts';
import type { FactsAsked } from './print-facts.ts';
import { parseArguments, type Parsed, type ProgramOptions } from './parse-arguments.ts';
import { newFolder } from './next-command.ts';
import type { CallWords, FormatView, Outcome, Result } from './report.ts';
import { checkReportFiles, writeReport } from './report-files.ts';
import { isUtf8, plainDisplay, readDisplay, readSettings, type Settings } from './settings.ts';
import { openTerminal, type Terminal } from './terminal.ts';

/** Runs one call of the program, from its arguments (without `node` and the script) to its exit code. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  if (argv[0] === '__complete')
    return (await import('../completion/complete.ts')).complete(argv.slice(1), io);
  if (asksForPageHash(argv)) return (await import('../page/print-hash.ts')).printPageHash(io);
  const facts = factsAsked(argv);
  if (facts) return (await import('./print-facts.ts')).printFacts(io, facts);
  const options = programOptions(argv, io);
  try {
    const parsed = await parseArguments(withHelpCommand(argv), options);
    return parsed ? await runCommand(parsed, options, io) : 0;
  } catch (error) {
    return unparsed(error, io);
  }
}

const asksForVersion = (argv: readonly string[]): boolean =>
  argv.some((flag) => ['--version', '-V'].includes(flag));

const asksForPageHash = (argv: readonly string[]): boolean =>
  argv.length === 2 && argv.includes('--page-hash') && asksForVersion(argv);

/** `--version --facts`, with a file behind it or without. */
function factsAsked(argv: readonly string[]): FactsAsked | undefined {
  if (!asksForVersion(argv)) return undefined;
  const words = argv.flatMap((word) => (word.startsWith('--facts=') ? ['--facts', word.slice(8)] : [word]));
  const [flag, file, ...more] = words.filter((word) => !['--version', '-V', '--json'].includes(word));
  if (flag !== '--facts' || file?.startsWith('--') || more.length > 0) return undefined;
  return { isJson: argv.includes('--json'), ...(file !== undefined && { file }) };
}

/** commander has said what is wrong, or printed help or version; anything else is a bug. */
function unparsed(error: unknown, io: Io): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  const terminal = openTerminal(io, plainDisplay);
  const isWrongUse = error instanceof CommanderError;
  if (!isWrongUse) reportBug(error, terminal);
  const ending = isWrongUse ? verdict(2, 'wrong use; --help shows the right one') : verdict(5);
  terminal.verdict(ending.words);
  return ending.code;
}

/** `--help` is the full help; `-h`, a call without any argument and a half-typed command give the short one. */
function programOptions(argv: readonly string[], io: Io): ProgramOptions {
  return {
    fullHelp: argv.includes('--help') || argv[0] === 'help',
    ascii: !isUtf8(io.env),
    writeOut: (text) => io.stdout.write(text),
    writeErr: (text) => io.stderr.write(text),
  };
}

/** `expcert help csr create` is `expcert csr create --help`. */
function withHelpCommand(argv: readonly string[]): readonly string[] {
  if (argv.length === 0) return ['-h'];
  return argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
}

interface Run {
  readonly parsed: Parsed;
  readonly io: Io;
  readonly terminal: Terminal;
}

async function runCommand(parsed: Parsed, options: ProgramOptions, io: Io): Promise<ExitCode> {
  const display = readDisplay(parsed.globalFlags, io);
  const terminal = openTerminal(io, display);
  const started = io.now().getTime();
  let ending: Verdict;
  try {
    const settings = readSettings(parsed.globalFlags, display, io);
    ending = await resultOf({ parsed, io, terminal }, settings);
  } catch (error) {
    ending = failed(error, { parsed, io, terminal }, options);
  }
  terminal.detail(`took ${io.now().getTime() - started} ms`);
  if (ending.code !== 0) terminal.verdict(ending.words);
  else if (ending.words !== '') terminal.say(ending.words);
  return ending.code;
}

/** Runs the command and delivers what it found, or what it could not read. */
async function resultOf({ parsed, io, terminal }: Run, settings: Settings): Promise<Verdict> {
  requireUnicode(parsed);
  await checkReportFiles(settings.reports, io.fs, settings.force);
  const { command, args, flags } = parsed;
  try {
    const result = await command.run({ io, settings, inputs: openInputs(io), terminal, args, flags });
    if (io.signal.aborted) throw new Interrupted();
    return await deliver(result, { command: parsed.name, settings, io, terminal });
  } catch (error) {
    // Programs that read a format want the mistakes in it.
    if (error instanceof CommandError && error.exitCode === 3 && settings.format !== 'text') {
      await writeResult(unreadResult(error), { command: parsed.name, settings, io });
    }
    throw error;
  }
}

/**
 * Node decodes arguments as UTF-8 and puts U+FFFD where it cannot: the name is lost, and another file or folder
 * would be read or made.
 */
function requireUnicode({ args, flags, globalFlags }: Parsed): void {
  const given = [args, Object.values(flags), Object.values(globalFlags)].flat(2);
  const lost = given.find((value) => typeof value === 'string' && value.includes('\uFFFD'));
  if (lost === undefined) return;
  throw new CommandError(2, `the argument ${String(lost)} is not UTF-8`, {
    help: 'cd into the folder with that name and give a relative path, or rename it',
  });
}

interface Delivery {
  /** `cert check` */
  readonly command: string;
  readonly settings: Settings;
  readonly io: Io;
}

async function deliver(result: Result, to: Delivery & { readonly terminal: Terminal }): Promise<Verdict> {
  const { settings, io, terminal } = to;
  const { unread = [], refused = [], next } = result;
  terminal.clearProgress();
  const outcome = await writeResult(result, to);
  terminal.problems([...refused, ...unread]);
  for (const file of settings.reports) {
    await writeReport(file, outcome, { ...settings, call: await callWords(result, to) }, io.fs);
    terminal.wrote(file.file);
  }
  const ending = verdictOf({
    findings: outcome.findings,
    failOn: settings.failOn,
    unread: unread.length,
    refused: refused.length,
    ...verdictCounts(outcome),
    ...(result.isDifferent !== undefined && { isDifferent: result.isDifferent }),
  });
  if (next !== undefined && ending.code === 0) terminal.say(`next: ${next}`);
  return ending;
}

async function writeResult(result: Result, to: Delivery): Promise<Outcome> {
  const { settings, io } = to;
  const { format, colour, ascii, quiet, verbose, failOn } = settings;
  const outcome = await outcomeOf(result, settings);
  const style = { colour: colour.stdout, ascii };
  const call = await callWords(result, to);
  const { waiverOf, verdicts } = outcome;
  const view: FormatView = { style, quiet, verbose, failOn, call, waiverOf, verdicts };
  io.stdout.write(await render(format, outcome, view));
  return outcome;
}

/** What will not work and nobody has accepted, what nobody knows, and the questions behind. */
function verdictCounts({ verdicts }: Outcome): Required<Pick<Ending, 'services' | 'uploads' | 'questions'>> {
  const open = openVerdicts(verdicts);
  const isOfUpload = ({ service }: ServiceVerdict): boolean => isUpload(service);
  const numberOfServices = (rows: readonly ServiceVerdict[]): number =>
    new Set(rows.map(({ service }) => service)).size;
  return {
    services: {
      no: numberOfServices(failingServices(verdicts)),
      notKnown: numberOfServices(open.filter((each) => !isOfUpload(each))),
    },
    uploads: { no: failingUploads(verdicts).length, notKnown: open.filter(isOfUpload).length },
    questions: new Set(open.flatMap((verdict) => reasonsOf(verdict).questions)).size,
  };
}

async function callWords({ deployment, passphrase }: Result, { command, io }: Delivery): Promise<CallWords> {
  return {
    command,
    newFolder: await newFolder('csr', io.fs),
    ...(deployment && { deployment }),
    ...(passphrase && { passphrase }),
  };
}

/** Mistakes are findings; the file that holds them is what could not be read. */
function unreadResult({ findings, problems }: CommandError): Result {
  const file = findings[0]?.locations[0]?.file;
  const unread = file === undefined ? problems : [{ message: `${file} holds mistakes`, location: { file } }];
  return { findings, unread, text: () => [] };
}

function failed(error: unknown, { parsed, io, terminal }: Run, options: ProgramOptions): Verdict {
  if (error instanceof Interrupted || io.signal.aborted) return verdict(130);
  if (!(error instanceof CommandError)) {
    reportBug(error, terminal);
    return verdict(5);
  }
  terminal.problems(error.problems);
  if (error.showHelp) options.writeErr(`\n${parsed.shortHelp()}`);
  return error.exitCode === 3
    ? verdictOf({ findings: [], failOn: 'never', unread: 1 })
    : verdict(error.exitCode);
}
