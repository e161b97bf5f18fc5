import type { Command, OptionValues } from '@commander-js/extra-typings';
import type { Io } from '../host/io.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { ExitCode } from './exit-code.ts';
import type { Result } from './report.ts';
import type { Settings } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** What a command is given: one call of the program. */
export interface Call<Args = readonly unknown[], Flags = OptionValues> {
  readonly io: Io;
  /** The global flags, resolved. */
  readonly settings: Settings;
  readonly inputs: Inputs;
  readonly terminal: Terminal;
  /** Positional arguments in the order declared. */
  readonly args: Args;
  /** The command's own flags. */
  readonly flags: Flags;
}

/** What help, man page and completion say of a command, and what it does. */
export interface CommandDefinition<Args extends readonly unknown[], Flags extends OptionValues> {
  /** Two to four; the call without the leading `expcert`, and what it is good for. */
  readonly examples: readonly (readonly [call: string, purpose: string])[];
  readonly exitCodes: readonly ExitCode[];
  /** Other commands, such as `csr create`. */
  readonly seeAlso: readonly string[];
  /** Declares arguments and flags. A placeholder says what completion offers: file, dir, peer, cluster, code. */
  declare(command: Command): Command<[...Args], Flags>;
  /**
   * Does the work. Throws CommandError for wrong use (2), input without which nothing can be said (3) and
   * refusals (4); anything else thrown is reported as a bug (5).
   */
  run(call: Call<Args, Flags>): Promise<Result>;
}

/** A command whose argument and flag types are no longer visible, so that all fit one table. */
export interface AnyCommand extends Pick<
  CommandDefinition<[], OptionValues>,
  'examples' | 'exitCodes' | 'seeAlso'
> {
  declare(command: Command): void;
  run(call: Call): Promise<Result>;
}

/** Defines a command; the types of its arguments and flags follow from `declare`. */
export function defineCommand<Args extends readonly unknown[], Flags extends OptionValues>(
  definition: CommandDefinition<Args, Flags>,
): AnyCommand {
  return {
    ...definition,
    declare: (command) => void definition.declare(command),
    run: (call) => definition.run(call as Call<Args, Flags>),
  };
}
