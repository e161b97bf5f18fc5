import type { Finding } from '../../lib/index.ts';
import type { View } from '../program/report.ts';
import { waiverText } from './finding-lines.ts';
import { lineWidth, marked, toned, type Line, type Mark, type Span } from './line.ts';
import { place } from './problem.ts';
import { stepsOf } from './steps.ts';
import { columnsOfText, hanging, wrapped } from './wrap.ts';

/** Lines under the heading of one thing that was judged. */

/** Under the code of a finding, and the text behind `ok`. */
export const indent = ' '.repeat(13);

type FindingsView = Pick<View, 'verbose' | 'waiverOf' | 'call'>;

const messageOf = ({ message }: Finding): string => message;

/** Findings with what breaks and what to do; then, in short, those that somebody has accepted. */
export function judgedLines(
  findings: readonly Finding[],
  view: FindingsView,
  textOf: (finding: Finding) => string = messageOf,
): Line[] {
  const codeWidth = Math.max(0, ...findings.map(({ code }) => code.length));
  const counting = findings.filter((finding) => !view.waiverOf(finding));
  return [
    ...alike(counting).flatMap((group) => groupLines(group, { ...view, codeWidth, textOf })),
    ...findings.flatMap((finding) => waivedLines(finding, view, codeWidth)),
  ];
}

/** `✓ ok       signature verifies; …` */
export function goodLines(text: string): Line[] {
  return text === '' ? [] : markedLines('ok', wrapped(text, columnsOfText - indent.length));
}

/** Findings that follow each other and differ in their message alone. */
function alike(findings: readonly Finding[]): Finding[][] {
  const groups: Finding[][] = [];
  for (const finding of findings) {
    const group = groups.at(-1);
    if (group && hasSameText(group[0]!, finding)) group.push(finding);
    else groups.push([finding]);
  }
  return groups;
}

const hasSameText = (a: Finding, b: Finding): boolean =>
  a.code === b.code &&
  a.why === b.why &&
  a.fix.join() === b.fix.join() &&
  a.locations.length + b.locations.length <= 2;

/** A line for each, then what breaks and what to do, once. */
function groupLines(
  group: readonly Finding[],
  {
    verbose,
    call,
    codeWidth,
    textOf,
  }: Pick<View, 'verbose' | 'call'> & {
    codeWidth: number;
    textOf: (finding: Finding) => string;
  },
): Line[] {
  const { severity, why, locations } = group[0]!;
  const fix = stepsOf(group[0]!, call);
  const isError = severity === 'error';
  const textColumns = columnsOfText - indent.length;
  // The first place is the thing itself, which the heading has named.
  const [, elsewhere] = locations;
  const last = fix.length - 1;
  const steps = fix.flatMap((step, at) => {
    const where = at === last && elsewhere ? `   (${place(elsewhere)})` : '';
    return hanging(at === 0 ? 'fix: ' : '     ', `${step}${where}`, textColumns);
  });
  return [
    ...group.flatMap((finding) => messageLines(finding, textOf(finding), codeWidth)),
    ...(isError || verbose ? wrapped(why, textColumns).map((line) => `${indent}${line}`) : []),
    ...steps.map((line) => `${indent}${line}`),
  ];
}

function messageLines({ code, severity }: Finding, message: string, codeWidth: number): Line[] {
  const [first, ...rest] = wrapped(message, Math.max(40, columnsOfText - indent.length - codeWidth - 2));
  return [
    markedLine(severity, [toned('strong', code), ' '.repeat(codeWidth - code.length + 2), first!]),
    ...rest.map((line) => `${indent}${' '.repeat(codeWidth + 2)}${line}`),
  ];
}

function waivedLines(finding: Finding, { waiverOf }: FindingsView, codeWidth: number): Line[] {
  const waiver = waiverOf(finding);
  if (!waiver) return [];
  const { code, message } = finding;
  return [
    markedLine('waived', [toned('strong', code), ' '.repeat(codeWidth - code.length + 2), message]),
    `${indent}${waiverText(waiver)}`,
  ];
}

/** A mark, and behind it what it is put on. */
export const markedLines = (mark: Mark, [first = '', ...rest]: readonly string[]): Line[] => [
  markedLine(mark, [first]),
  ...rest.map((line) => `${indent}${line}`),
];

/** `  ✗ error   …`, filled up to the indent where the mark is shorter. */
function markedLine(mark: Mark, text: readonly (string | Span)[]): Line {
  const start = ['  ', marked(mark)];
  return [...start, ' '.repeat(Math.max(2, indent.length - lineWidth(start))), ...text];
}
