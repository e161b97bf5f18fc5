import type { Finding, Severity } from '../../lib/index.ts';

/** What each exit code says; the same for every command, and the text of every help page. */
export const exitCodes = {
  0: 'ran; nothing at or above --fail-on; questions may be open, and a no of an upload alone is no failure',
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
 * which is known that it will not work does so with all but `never`; an upload by its findings alone.
 */
export const thresholds = ['error', 'warning', 'notice', 'not-known', 'never'] as const;
export type Threshold = (typeof thresholds)[number];

export interface Verdict {
  readonly code: ExitCode;
  /** The last line on stderr; for 0 only where questions are open or an upload will be refused. */
  readonly words: string;
}

export interface Outcome {
  /** Waived ones do not count. */
  readonly findings: readonly Pick<Finding, 'severity' | 'waived'>[];
  readonly failOn: Threshold;
  /** Services in use; one with a no whose reasons are all waived is not counted for it. */
  readonly services?: { readonly no: number; readonly notKnown: number };
  /** Certificates for which the upload is a question of its own: each store of each peer. */
  readonly uploads?: { readonly no: number; readonly notKnown: number };
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
  const { services = none, uploads = none, questions = 0 } = outcome;
  if (unread > 0) return verdict(3, `${count(unread, 'input')} could not be read`);
  if (refused > 0) return verdict(4, `${refused} refused, the rest was done`);
  const counting = findings.filter(({ waived }) => !waived);
  const words = severitiesFrom(failOn)
    .map((severity) => ({ severity, number: counting.filter((f) => f.severity === severity).length }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => count(number, severity))
    .join(', ');
  const notKnown = [
    ...(services.notKnown > 0 ? [`${count(services.notKnown, 'service')} not known`] : []),
    ...(uploads.notKnown > 0 ? [`${count(uploads.notKnown, 'upload')} not known`] : []),
  ];
  const reasons = [
    ...(words === '' ? [] : [`${words} at or above --fail-on ${failOn === 'not-known' ? 'error' : failOn}`]),
    ...(services.no > 0 ? [`${count(services.no, 'service')} will not work`] : []),
    ...(failOn === 'not-known' ? notKnown : []),
    ...(isDifferent && words === '' ? ['different'] : []),
  ];
  const open = questions > 0 ? [`${count(questions, 'question')} open`] : [];
  const told = [
    ...(uploads.no > 0 ? [`${count(uploads.no, 'upload')} will be refused`] : []),
    ...(open.length === 0 && failOn !== 'not-known' ? notKnown : open),
  ];
  const mustFail = reasons.length > 0 || (failOn === 'not-known' && questions > 0);
  if (failOn === 'never' || !mustFail) return { code: 0, words: told.join('; ') };
  return verdict(1, [...reasons, ...told].join('; '));
}

const none = { no: 0, notKnown: 0 };

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
