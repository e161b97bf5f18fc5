import type { Finding, Location } from '../../lib/index.ts';
import type { ExitCode } from './exit-code.ts';

/** One thing that stopped the work: what happened, where, what was found and expected, what to do. */
export interface Problem {
  /** Of a rule, where one was broken. */
  readonly code?: string;
  readonly message: string;
  readonly location?: Location;
  /** The line in question. */
  readonly frame?: SourceFrame;
  /** A few words under the marked place. */
  readonly label?: string;
  /** Printed in the order given; several lines each where needed. */
  readonly details?: ProblemDetails;
}

/** One line of a file, with the piece to underline: column and width count UTF-16 units, the column from 1. */
export interface SourceFrame {
  readonly text: string;
  readonly column: number;
  readonly width: number;
}

export interface ProblemDetails {
  readonly found?: string | readonly string[];
  readonly expected?: string | readonly string[];
  readonly note?: string | readonly string[];
  readonly help?: string | readonly string[];
}

interface Extras {
  readonly location?: Location;
  readonly text?: string;
  /** For exit 3: what was read of the input, for the JSON result. */
  readonly findings?: readonly Finding[];
  /** Also print the command's short help. */
  readonly showHelp?: boolean;
}

/** Ends a command: 2 wrong use, 3 unreadable input, 4 refused. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
  readonly showHelp: boolean;

  /** `what` is a sentence without full stop, or several problems to be told at once. */
  constructor(
    exitCode: 2 | 3 | 4,
    what: string | readonly Problem[],
    details: ProblemDetails = {},
    { location, findings = [], showHelp = false }: Extras = {},
  ) {
    const problems =
      typeof what === 'string' ? [{ message: what, details, ...(location && { location }) }] : what;
    super(problems.map((problem) => problem.message).join('\n'));
    this.exitCode = exitCode;
    this.problems = problems;
    this.findings = findings;
    this.showHelp = showHelp;
  }
}

/** Ctrl-C, or a prompt that was left with Esc. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor() {
    super('interrupted');
  }
}
