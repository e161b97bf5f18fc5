import type { Finding } from '../../lib/index.ts';
import { grouped } from '../program/grouped.ts';
import type { View } from '../program/report.ts';
import { findingLines, waiverText } from './finding-lines.ts';
import { marked, toned, type Line } from './line.ts';
import { place } from './problem.ts';
import { stepsOf } from './steps.ts';
import { columnsOfText, forAny, hanging, indented, listed, wrapped } from './wrap.ts';

/** Of more different messages of one rule than the first number, the second number is shown. */
const [most, shown] = [12, 5];
/** Names that fit into a line. */
const named = 6;

type AboutText = (finding: Finding) => string;
type BlockView = Pick<View, 'verbose' | 'quiet' | 'waiverOf' | 'call'>;

/**
 * Findings one after the other, those of one rule as one block: how many, whom it is about, what is the case with whom, and what
 * to do, once where that is the same; what somebody has accepted stands last. All are there with --verbose, with --quiet, and in every other format.
 */
export const findingBlocks = (...call: Parameters<typeof blocksOfFindings>): Line[] =>
  blocksOfFindings(...call).flat();

/** The same, block by block. */
export function blocksOfFindings(
  findings: readonly Finding[],
  aboutText: AboutText,
  view: BlockView,
): Line[][] {
  const isCounted = (finding: Finding): boolean => waiverOf(finding, view) === undefined;
  const inOrder = [...findings.filter(isCounted), ...findings.filter((finding) => !isCounted(finding))];
  const blocks = grouped(inOrder, (finding) => `${finding.code} ${waiverOf(finding, view) ?? ''}`);
  return [...blocks.values()].map((block) =>
    block.length === 1
      ? findingLines(block[0]!, aboutText(block[0]!), view)
      : blockLines(block, aboutText, view),
  );
}

function waiverOf(finding: Finding, view: BlockView): string | undefined {
  const waived = finding.waived ?? view.waiverOf(finding);
  return waived && waiverText(waived);
}

function blockLines(block: readonly Finding[], aboutText: AboutText, view: BlockView): Line[] {
  const { code, severity } = block[0]!;
  const waiver = waiverOf(block[0]!, view);
  const isWhole = view.verbose || view.quiet;
  const whom = distinct(block.map(aboutText));
  const many = ` (${block.length})`;
  const heading =
    whom.length === 0 ? '' : `   ${inOneLine(whom, columnsOfText - code.length - many.length - 14)}`;
  const messages = [...grouped(block, (finding) => saying(finding, view)).values()];
  const told = isWhole || messages.length <= most ? messages : messages.slice(0, shown);
  const left = block.length - told.flat().length;
  const textOf = (alike: readonly Finding[]): string =>
    messageText(alike, whom, whom.length > 1 && messages.length > 1 ? aboutText : () => '', isWhole);
  return [
    [marked(waiver === undefined ? severity : 'waived'), ' ', toned('strong', code), many, heading],
    ...(waiver === undefined
      ? withSteps(told, textOf, view)
      : [
          ...told.flatMap((alike) => textLines(`${severity}: ${textOf(alike)}`)),
          ...indented(wrapped(waiver, textColumns)),
        ]),
    ...(left > 0 ? [`    … ${left} more (all: -v)`] : []),
    ...(waiver === undefined ? [`    expcert explain ${code}`] : []),
  ];
}

/** Findings are told together where they say the same of whomever they are about, and want the same done. */
const saying = (finding: Finding, view: BlockView): string =>
  [finding.message, ...remedyOf(finding, view)].map(forAny(finding.subject)).join('\n');

/** The first step, or with --verbose why and every step. */
const remedyOf = (finding: Finding, { verbose, call }: BlockView): readonly string[] => [
  ...(verbose ? [finding.why] : []),
  ...stepsOf(finding, call).slice(0, verbose ? undefined : 1),
];

const textColumns = columnsOfText - 4;

const textLines = (text: string): string[] => indented(listed(text, textColumns));

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].filter((text) => text !== '');

/** As many as fit. */
function inOneLine(texts: readonly string[], columns: number): string {
  const fitting = texts.filter((_, at) => texts.slice(0, at + 1).join(', ').length <= columns);
  const [left, told] = [texts.length - fitting.length, fitting.join(', ')];
  return left === 0 ? told : fitting.length === 0 ? `${left} of them` : `${told} and ${left} more`;
}

const few = (texts: readonly string[], isWhole: boolean): string =>
  isWhole || texts.length <= named
    ? texts.join(', ')
    : `${texts.slice(0, named - 1).join(', ')} and ${texts.length - named + 1} more`;

/** What is the case, and with whom where the heading does not say it; where it stands. */
function messageText(
  alike: readonly Finding[],
  inHeading: readonly string[],
  aboutText: AboutText,
  isWhole: boolean,
): string {
  const [first] = alike as readonly [Finding];
  const message = wordedFor(alike)(first.message);
  const whom = distinct(alike.map(aboutText));
  if (whom.length > 1) return `${message}: ${few(whom, isWhole)}`;
  const places = distinct(alike.map(({ locations: [at] }) => (at ? place(at) : '')));
  const isSaid = places.every((each) => inHeading.includes(each));
  const where = isSaid ? '' : `   (${few(places, isWhole)})`;
  return `${whom.map((each) => `${each}: `).join('')}${message}${where}`;
}

/** Messages with the same remedy stand together, with it behind them. */
function withSteps(
  messages: readonly (readonly Finding[])[],
  textOf: (alike: readonly Finding[]) => string,
  view: BlockView,
): Line[] {
  const first = ([finding]: readonly Finding[]): Finding => finding!;
  const ofAnyPeer = (alike: readonly Finding[]): string =>
    remedyOf(first(alike), view)
      .map(forAny(first(alike).subject))
      .join('\n');
  return [...grouped(messages, ofAnyPeer).values()].flatMap((same) => {
    const texts = remedyOf(first(same[0]!), view).map(wordedFor(same.flat()));
    const [why, steps] = view.verbose ? [texts.slice(0, 1), texts.slice(1)] : [[], texts];
    return [
      ...same.flatMap((alike) => textLines(textOf(alike))),
      ...why.flatMap((text) => indented(hanging('why: ', text, textColumns))),
      ...steps.flatMap((text) => indented(hanging('fix: ', text, textColumns))),
    ];
  });
}

/** What is said of several peers is said once, with a word for their names. */
function wordedFor(alike: readonly Finding[]): (text: string) => string {
  const peers = new Set(alike.map(({ subject }) => subject.peer));
  return peers.size > 1 ? forAny(alike[0]!.subject) : (text) => text;
}
