import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { printable } from '../../lib/front.ts';
import type { AnyCommand } from './command.ts';
import { commands, groups, type CommandEntry } from './commands.ts';
import { helpText, type HelpScope } from './help.ts';
import { addGlobalFlags, type GlobalFlags } from './settings.ts';
import { version } from './version.ts';

/** What commander made of the arguments. */
export interface Parsed {
  readonly command: AnyCommand;
  /** `csr create` */
  readonly name: string;
  readonly args: readonly unknown[];
  readonly flags: Record<string, unknown>;
  readonly globalFlags: GlobalFlags;
  shortHelp(): string;
}

export interface ProgramOptions {
  /** --help rather than -h. */
  readonly fullHelp: boolean;
  /** The locale is not UTF-8. */
  readonly ascii: boolean;
  writeOut(text: string): void;
  writeErr(text: string): void;
}

/**
 * Finds the command that the arguments name, loads it alone, and reads its flags. Undefined where they name none
 * (help is printed then). Throws CommanderError for wrong use, and after printing help or version.
 */
export async function parseArguments(
  argv: readonly string[],
  options: ProgramOptions,
): Promise<Parsed | undefined> {
  try {
    return await parse(argv, options);
  } catch (error) {
    if (!(error instanceof HelpOnNoCommand)) throw error;
    return parse(
      argv.filter((word) => !helpFlags.includes(word)),
      options,
    );
  }
}

const helpFlags = ['-h', '--help'];

/** `expcert cssr --help`: commander would print the program's help; without the flag it says what is wrong. */
class HelpOnNoCommand extends Error {}

async function parse(argv: readonly string[], options: ProgramOptions): Promise<Parsed | undefined> {
  const { ascii } = options;
  let parsed: Parsed | undefined;
  const root = newCommand('expcert', options).description(
    'Certificates for Cisco Expressway: plan the names, make the CSRs, check what comes back.',
  );
  const program = addGlobalFlags(root).version(version, '-V, --version', 'print the version');
  const loaded = new Map<CommandUnknownOpts, CommandEntry>();
  addCommands(root, loaded, options);

  async function load(_: unknown, target: CommandUnknownOpts): Promise<void> {
    const entry = loaded.get(target);
    if (!entry) return;
    const command = await entry.load();
    command.declare(target as Command);
    target.configureHelp({ formatHelp: () => helpText(target, { full: options.fullHelp, ascii, command }) });
    target.action((...values: unknown[]) => {
      const args = values.slice(0, target.registeredArguments.length);
      const shortHelp = () => helpText(target, { full: false, ascii, command });
      parsed = {
        command,
        name: entry.path.join(' '),
        args,
        flags: target.opts(),
        globalFlags: program.opts(),
        shortHelp,
      };
    });
  }
  for (const group of [root, ...root.commands]) (group as Command).hook('preSubcommand', load);
  await root.parseAsync(argv, { from: 'user' });
  return parsed;
}

function addCommands(
  root: Command,
  loaded: Map<CommandUnknownOpts, CommandEntry>,
  options: ProgramOptions,
): void {
  const parents = new Map<string, CommandUnknownOpts>();
  for (const entry of commands) {
    const [first, second] = entry.path;
    if (second !== undefined && !parents.has(first)) {
      const group = newCommand(first, options).description(groups[first] ?? '');
      parents.set(first, group);
      root.addCommand(group);
    }
    const parent = second === undefined ? root : parents.get(first)!;
    const command = newCommand(second ?? first, options).description(entry.summary);
    parent.addCommand(command);
    loaded.set(command, entry);
  }
}

function newCommand(name: string, { fullHelp, ascii, writeOut, writeErr }: ProgramOptions): Command {
  return new Command(name)
    .exitOverride()
    .helpCommand(false)
    .helpOption('-h, --help', 'short help, full help')
    .configureOutput({ writeOut, writeErr, outputError: (text) => writeErr(printableLines(text)) })
    .configureHelp({
      formatHelp: (target) => groupHelp(target as CommandUnknownOpts, { full: fullHelp, ascii }),
    });
}

/** The help of the program or of a group; a command has its own as soon as it is loaded. */
function groupHelp(target: CommandUnknownOpts, scope: HelpScope): string {
  const [word] = target.args;
  if (word !== undefined && !word.startsWith('-')) throw new HelpOnNoCommand();
  return helpText(target, scope);
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
