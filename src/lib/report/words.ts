import { questionText } from '../findings/question.ts';
import { reasonsOf } from '../verdict/reasons.ts';
import type {
  ReportedFinding,
  ReportedLocation,
  ReportedProblem,
  ReportedQuestion,
  ReportedService,
  ReportSummary,
} from './report.ts';

/** Words that every format for people shares. */

/** `corp.yaml:21:5`, `list.pem, entry 3`. */
export function locationText({ file, line, column, entry }: ReportedLocation): string {
  if (entry !== undefined) return `${file}, entry ${entry}`;
  return [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');
}

export const waiverText = ({ until, reason }: NonNullable<ReportedFinding['waived']>): string =>
  `waived until ${until}: ${reason}`;

/** `no`, and whether somebody has accepted it. */
export const verdictText = ({ verdict, waived }: Pick<ReportedService, 'verdict' | 'waived'>): string =>
  waived ? `${verdict} (waived)` : verdict;

/** A report, or what it is made of. */
interface Reasonable {
  readonly findings: readonly { readonly id: string; readonly code: string; readonly message: string }[];
  readonly otherFindings?: Reasonable['findings'];
  readonly notChecked?: readonly { readonly id: string; readonly what: string }[];
}

/** Looks findings and questions up by their ids. */
export class ReasonTexts {
  readonly #findings: ReadonlyMap<string, string>;
  readonly #questions: ReadonlyMap<string, string>;

  /** @param wording of a finding; by default its code */
  constructor(
    { findings, otherFindings = [], notChecked = [] }: Reasonable,
    wording: (finding: Reasonable['findings'][number]) => string = ({ code }) => code,
  ) {
    this.#findings = new Map([...findings, ...otherFindings].map((each) => [each.id, wording(each)]));
    this.#questions = new Map(notChecked.map(({ id, what }) => [id, what]));
  }

  /** Why the verdict is what it is: codes, open questions, and who has accepted it. */
  of(verdict: ReportedService): string {
    const { findings, questions } = reasonsOf(verdict);
    const told = (ids: readonly string[], texts: ReadonlyMap<string, string>): string[] => [
      ...new Set(ids.map((id) => texts.get(id) ?? id)),
    ];
    const open = told(questions, this.#questions).join(', ');
    return [
      ...told(findings, this.#findings),
      ...(open === '' ? [] : [`not checked: ${open}`]),
      ...(verdict.waived ? [waiverText(verdict.waived)] : []),
    ].join('; ');
  }
}

/** `revocation (no revocation list given): expe1.example.com` */
export const wholeQuestionText = (question: ReportedQuestion): string =>
  [questionText(question), question.peer ?? question.file].filter((part) => part !== undefined).join(': ');

type AskedOf = Pick<ReportedQuestion, 'what' | 'why' | 'peer' | 'file'> &
  Partial<Pick<ReportedQuestion, 'answer'>>;

/** Questions that differ in whom they are about alone. */
export interface AlikeQuestions<Question extends AskedOf = AskedOf> {
  readonly questions: readonly Question[];
  /** `revocation (no revocation list given)` */
  readonly text: string;
  /** Peers, or else files. */
  readonly about: readonly string[];
  /** How to answer them. */
  readonly answers: readonly string[];
}

/** Each question once, in the order of the first of each kind. */
export function alikeQuestions<Question extends AskedOf>(
  questions: readonly Question[],
): AlikeQuestions<Question>[] {
  const groups = new Map<string, Question[]>();
  for (const question of questions) {
    const text = questionText(question);
    const group = groups.get(text);
    if (group) group.push(question);
    else groups.set(text, [question]);
  }
  return [...groups].map(([text, alike]) => ({
    questions: alike,
    text,
    about: [...new Set(alike.flatMap(({ peer, file }) => peer ?? file ?? []))],
    answers: [...new Set(alike.flatMap(({ answer = [] }) => answer))],
  }));
}

/** What happened, what was found, what to do; one line each. */
export function problemTexts({
  message,
  location,
  found = [],
  expected = [],
  note = [],
  help = [],
}: ReportedProblem): string[] {
  const labelled = (label: string, lines: readonly string[]): string[] =>
    lines.map((line) => `${label}: ${line}`);
  return [
    location ? `${message} (${locationText(location)})` : message,
    ...labelled('found', found),
    ...labelled('expected', expected),
    ...labelled('note', note),
    ...labelled('help', help),
  ];
}

/** `1 error, 2 warnings, 0 notices, 3 not checked`, and the waived ones where there are any. */
export function summaryText({ error, warning, notice, notChecked, waived }: ReportSummary): string {
  return [
    counted(error, 'error'),
    counted(warning, 'warning'),
    counted(notice, 'notice'),
    `${notChecked} not checked`,
    ...(waived > 0 ? [`${waived} waived`] : []),
  ].join(', ');
}

export const counted = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;

/** Texts of findings start in lower case where they start with a value. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
