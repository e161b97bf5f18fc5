import type { Finding, Severity } from '../../lib/index.ts';

/** What each exit code says; the same for every command, and the text of every help page. */
export const exitCodes = {
  0: 'ran; nothing at or above --fail-on',
  1: 'ran; findings at or above --fail-on, or a difference',
  2: 'wrong use: unknown flag, bad combination, missing value, prompt needed but not allowed',
  3: 'input could not be read; other inputs are still checked and printed',
  4: 'refused: would overwrite, unsafe permission, key custody says no',
  5: 'bug in expcert; prints a code and where to report',
  130: 'interrupted; nothing half-written',
} as const;
export type ExitCode = keyof typeof exitCodes;

/** The lowest severity that gives exit 1. */
export const thresholds = ['error', 'warning', 'notice', 'never'] as const;
export type Threshold = (typeof thresholds)[number];

export interface Verdict {
  readonly code: ExitCode;
  /** The last line on stderr; empty for 0. */
  readonly words: string;
}

export interface Outcome {
  /** Waived ones do not count. */
  readonly findings: readonly Pick<Finding, 'severity' | 'waived'>[];
  readonly failOn: Threshold;
  /** How many inputs could not be read. */
  readonly unread: number;
  /** How many parts of the work were refused. */
  readonly refused?: number;
  /** Two things that were compared are not the same. */
  readonly isDifferent?: boolean;
}

/** The verdict on a run that came to its end. 3 outranks 1: a verdict with unread input is no verdict. */
export function verdictOf({ findings, failOn, unread, refused = 0, isDifferent = false }: Outcome): Verdict {
  if (unread > 0) return verdict(3, `${count(unread, 'input')} could not be read`);
  if (refused > 0) return verdict(4, `${refused} refused, the rest was done`);
  const counting = findings.filter(({ waived }) => !waived);
  const counted = severitiesFrom(failOn)
    .map((severity) => ({ severity, number: counting.filter((f) => f.severity === severity).length }))
    .filter(({ number }) => number > 0);
  if (counted.length === 0) return isDifferent && failOn !== 'never' ? verdict(1, 'different') : verdict(0);
  const words = counted.map(({ severity, number }) => count(number, severity)).join(', ');
  return verdict(1, `${words} at or above --fail-on ${failOn}`);
}

export function verdict(code: ExitCode, reason?: string): Verdict {
  return { code, words: code === 0 ? '' : `exit ${code}: ${reason ?? shortReasons[code]}` };
}

const shortReasons: Readonly<Record<Exclude<ExitCode, 0>, string>> = {
  1: 'findings at or above --fail-on',
  2: 'wrong use',
  3: 'input could not be read',
  4: 'refused',
  5: 'a bug in expcert',
  130: 'interrupted',
};

/** From the gravest down to the threshold. */
function severitiesFrom(failOn: Threshold): Severity[] {
  const all: Severity[] = ['error', 'warning', 'notice'];
  return failOn === 'never' ? [] : all.slice(0, all.indexOf(failOn) + 1);
}

/** `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
