import { printable } from '../../lib/front.ts';
import type { Severity } from '../../lib/index.ts';
import { width } from './width.ts';

/** What a piece of text is; colour follows from it and never says more than the words do. */
export type Tone = Severity | 'good' | 'faint' | 'strong';

export interface Span {
  readonly text: string;
  readonly tone?: Tone;
}

/**
 * One line of output, made of pieces. Pieces hold no escape sequences and no line ends: what a file smuggles in
 * is made visible when the line is written, and colour is put on afterwards.
 */
export type Line = string | readonly (string | Span)[];

export interface Style {
  readonly colour: boolean;
  /** The locale is not UTF-8: symbols are ASCII. */
  readonly ascii: boolean;
}

export function toned(tone: Tone, text: string): Span {
  return { text, tone };
}

/** Marks that stand before a word. */
export const symbols = {
  ok: '✓',
  error: '✗',
  warning: '!',
  notice: 'i',
  'not checked': '–',
  waived: '–',
  holds: '✓',
  fails: '✗',
  'not known': '?',
} as const;
export type Mark = keyof typeof symbols;

const markTones: Readonly<Record<Mark, Tone>> = {
  ok: 'good',
  error: 'error',
  warning: 'warning',
  notice: 'notice',
  'not checked': 'faint',
  waived: 'faint',
  holds: 'good',
  fails: 'error',
  'not known': 'faint',
};

/** `✗ error`, `! warning`. */
export function marked(mark: Mark): Span {
  return toned(markTones[mark], `${symbols[mark]} ${mark}`);
}

/** Symbols where the locale cannot print them; as wide as what they stand for, so that columns stay. */
const asciiSymbols: Readonly<Record<string, string>> = { '✓': '+', '✗': 'x', '–': '-', '…': '~', '→': '>' };

const codes: Readonly<Record<Tone, number>> = {
  error: 31,
  warning: 33,
  notice: 36,
  good: 32,
  faint: 2,
  strong: 1,
};

/** Lines as text, each ended by a line feed. */
export function toText(lines: readonly Line[], style: Style): string {
  return lines.map((line) => `${lineText(line, style)}\n`).join('');
}

function lineText(line: Line, style: Style): string {
  const spans = typeof line === 'string' ? [line] : line;
  return spans.map((span) => spanText(typeof span === 'string' ? { text: span } : span, style)).join('');
}

function spanText({ text, tone }: Span, { colour, ascii }: Style): string {
  const safe = printable(ascii ? text.replace(/[✓✗–…→]/g, (symbol) => asciiSymbols[symbol]!) : text);
  return colour && tone && safe !== '' ? `\u001b[${codes[tone]}m${safe}\u001b[0m` : safe;
}

/** Columns of a line as it will stand on the screen. */
export function lineWidth(line: Line): number {
  return width(lineText(line, { colour: false, ascii: false }));
}

/** Rows as lines with aligned columns, two blanks between them; the last column is not filled up. */
export function table(rows: readonly (readonly (string | Span)[])[], indent = ''): Line[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, lineWidth([cell]))));
  return rows.map((row) => {
    const cells = withoutEmptyEnd(row);
    const last = cells.length - 1;
    return [indent, ...cells.flatMap((cell, at) => (at < last ? [cell, gap(cell, widths[at]!)] : [cell]))];
  });
}

function withoutEmptyEnd(row: readonly (string | Span)[]): readonly (string | Span)[] {
  let end = row.length;
  while (end > 0 && lineWidth([row[end - 1]!]) === 0) end -= 1;
  return row.slice(0, end);
}

function gap(cell: string | Span, columns: number): string {
  return ' '.repeat(columns - lineWidth([cell]) + 2);
}
