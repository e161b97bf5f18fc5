import type { Finding, Severity } from '../../lib/index.ts';

/** What each exit code says; the same for every command, and the text of every help page. */
export const exitCodes = {
  0: 'ran; nothing at or above --fail-on',
  1: 'ran; findings at or above --fail-on, a service that will not work, or a difference',
  2: 'wrong use: unknown flag, bad combination, missing value, prompt needed but not allowed',
  3: 'input could not be read; other inputs are still checked and printed',
  4: 'refused: would overwrite, unsafe permission, key custody says no',
  5: 'bug in expcert; prints a code and where to report',
  130: 'interrupted; nothing half-written',
} as const;
export type ExitCode = keyof typeof exitCodes;

/**
 * What gives exit 1: a severity and all above it; `not-known` errors, and whatever could not be decided. A service of
 * which is known that it will not work does so with all but `never`.
 */
export const thresholds = ['error', 'warning', 'notice', 'not-known', 'never'] as const;
export type Threshold = (typeof thresholds)[number];

export interface Verdict {
  readonly code: ExitCode;
  /** The last line on stderr; for 0 only where questions are open. */
  readonly words: string;
}

export interface Outcome {
  /** Waived ones do not count. */
  readonly findings: readonly Pick<Finding, 'severity' | 'waived'>[];
  readonly failOn: Threshold;
  /** Services in use; one with a no whose reasons are all waived is not counted for it. */
  readonly services?: { readonly no: number; readonly notKnown: number };
  /** What has to be answered before every verdict is known. */
  readonly questions?: number;
  /** How many inputs could not be read. */
  readonly unread: number;
  /** How many parts of the work were refused. */
  readonly refused?: number;
  /** Two things that were compared are not the same. */
  readonly isDifferent?: boolean;
}

/** The verdict on a run that came to its end. 3 outranks 1: a verdict with unread input is no verdict. */
export function verdictOf(outcome: Outcome): Verdict {
  const { findings, failOn, unread, refused = 0, isDifferent = false } = outcome;
  const { services = { no: 0, notKnown: 0 }, questions = 0 } = outcome;
  if (unread > 0) return verdict(3, `${count(unread, 'input')} could not be read`);
  if (refused > 0) return verdict(4, `${refused} refused, the rest was done`);
  const counting = findings.filter(({ waived }) => !waived);
  const counted = severitiesFrom(failOn)
    .map((severity) => ({ severity, number: counting.filter((f) => f.severity === severity).length }))
    .filter(({ number }) => number > 0);
  const open =
    questions > 0
      ? [`${count(questions, 'question')} open`]
      : services.notKnown > 0 && failOn !== 'not-known'
        ? [`${count(services.notKnown, 'service')} not known`]
        : [];
  if (failOn === 'never') return { code: 0, words: open.join('') };
  const words = counted.map(({ severity, number }) => count(number, severity)).join(', ');
  const reasons = [
    ...(words === '' ? [] : [`${words} at or above --fail-on ${failOn === 'not-known' ? 'error' : failOn}`]),
    ...(services.no > 0 ? [`${count(services.no, 'service')} will not work`] : []),
    ...(failOn === 'not-known' && services.notKnown > 0
      ? [`${count(services.notKnown, 'service')} not known`]
      : []),
    ...(isDifferent && words === '' ? ['different'] : []),
  ];
  const mustBeKnown = failOn === 'not-known' && questions > 0;
  if (reasons.length === 0 && !mustBeKnown) return { code: 0, words: open.join('') };
  return verdict(1, [...reasons, ...open].join('; '));
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
  return failOn === 'never' ? [] : all.slice(0, failOn === 'not-known' ? 1 : all.indexOf(failOn) + 1);
}

/** `1 error`, `2 errors`; `2 entries`. */
export const count = (number: number, one: string, several = `${one}s`): string =>
  `${number} ${number === 1 ? one : several}`;
