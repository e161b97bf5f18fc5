import type { PassphraseFlags } from './passphrase-flags.ts';
import type { FindingToReport, ReportParts } from '../../lib/front.ts';
import type { AcceptedUntil, Finding, ServiceVerdict, Waiver } from '../../lib/index.ts';
import type { Line, Style } from '../render/line.ts';
import type { Problem } from './command-error.ts';
import type { Threshold } from './exit-code.ts';

/** What a command found, in a form that every format can be made from. */
export interface Result {
  /** In the order of the result: that of the deployment file or of the inputs, then of the rules. */
  readonly findings: readonly FindingToReport[];
  /** Which of them the call asks for: only these are shown and counted. The verdicts rest on all. */
  isAskedFor?(finding: FindingToReport): boolean;
  /** Inputs that could not be read; each is told on stderr, and any of them makes exit 3. */
  readonly unread?: readonly Problem[];
  /** What was not done while the rest was; each is told on stderr, and any of them makes exit 4. */
  readonly refused?: readonly Problem[];
  /** Of `compare`: exit 1, as diff has it, unless nothing is to fail. */
  readonly isDifferent?: boolean;
  /** One for each peer and service; a service that will not work fails the run, unless that is accepted. */
  readonly verdicts?: readonly ServiceVerdict[];
  /** How many questions were left open: no trust list given, no revocation list given. */
  readonly notChecked?: number;
  readonly deployment?: DeploymentReference;
  /** Where its passphrase came from, for the commands that it suggests over the same files. */
  readonly passphrase?: PassphraseFlags;
  /** Areas of rules that were run over the whole deployment: only there can a waiver be of no use. */
  readonly wholeAreas?: readonly string[];
  /** Parts of the report beside findings and verdicts: `items`, `plan`. */
  readonly parts?: ReportParts;
  /** The result as lines for people; goes to stdout. With `view.quiet` only findings. */
  text(view: View): readonly Line[];
  /** Text for programs (a schema, a script, a PEM block) that takes the place of text and JSON alike. */
  readonly verbatim?: string;
  /** What to run next; said on stderr. */
  readonly next?: string;
}

export interface DeploymentReference {
  readonly name: string;
  readonly file: string;
  /** Of the file's bytes, in hex. */
  readonly sha256: string;
  /** Laid over the findings of every command when its result is delivered. */
  readonly waivers: readonly Waiver[];
}

/** The call that prints a result, for the commands that it suggests. */
export interface CallWords {
  /** `cert check` */
  readonly command: string;
  readonly deployment?: Pick<DeploymentReference, 'file'>;
  readonly passphrase?: PassphraseFlags;
  /** A folder that is not there yet. */
  readonly newFolder?: string;
}

export interface View {
  readonly style: Style;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly call: CallWords;
  /** Why a finding of the result does not count, where the deployment file accepts it. */
  waiverOf(finding: Finding): AcceptedUntil | undefined;
  /** Those of the result; what somebody has accepted is marked. */
  readonly verdicts: readonly ServiceVerdict[];
}

/** What a format may look at besides the result. */
export interface FormatView extends View {
  /** The lowest severity that fails a run. */
  readonly failOn: Threshold;
}

/** A result with its waivers applied, and the circumstances it was made in. */
export interface Outcome {
  readonly result: Result;
  /** Those of the result that were asked for, the waived ones marked, and those about the waivers themselves. */
  readonly findings: readonly FindingToReport[];
  /** On which verdicts rest though nobody asked for them. */
  readonly otherFindings: readonly FindingToReport[];
  /** About the waivers alone. */
  readonly aboutWaivers: readonly Finding[];
  readonly verdicts: readonly ServiceVerdict[];
  readonly waiverOf: View['waiverOf'];
  readonly checkedAt: Date;
  /** `checkedAt` was given with --at. */
  readonly isAtGiven: boolean;
}
