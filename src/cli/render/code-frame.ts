import { printable } from '../../lib/front.ts';
import type { SourceFrame } from '../program/command-error.ts';
import { toned, type Line } from './line.ts';
import { width } from './width.ts';

export interface FrameLayout {
  /** A few words under the place. */
  readonly label?: string | undefined;
  readonly line?: number | undefined;
  /** Blanks before the bar. */
  readonly gutter: string;
  /** Of the terminal; longer lines are clipped around the place. */
  readonly columns: number;
}

/** The line in question with its place underlined. */
export function codeFrame(frame: SourceFrame, { label, line, gutter, columns }: FrameLayout): Line[] {
  const number = String(line ?? '').padStart(gutter.length);
  const clipped = clip(pieces(frame), Math.max(40, columns - gutter.length - 3));
  const underline = '^'.repeat(Math.max(1, width(clipped.marked)));
  const below = [' '.repeat(width(clipped.before)), toned('error', underline), label ? ` ${label}` : ''];
  const source = `${clipped.before}${clipped.marked}${clipped.after}`;
  return [
    [toned('faint', `${gutter} |`)],
    [toned('faint', `${number} |`), source === '' ? '' : ` ${source}`],
    [toned('faint', `${gutter} | `), ...below],
  ];
}

function pieces({ text, column, width: marked }: SourceFrame): Pieces {
  const start = column - 1;
  return {
    before: shown(text.slice(0, start)),
    marked: shown(text.slice(start, start + marked)),
    after: shown(text.slice(start + marked)),
  };
}

interface Pieces {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** A tab is as wide here as everywhere else in the frame. */
function shown(text: string): string {
  return printable(text.replaceAll('\t', '    '));
}

/** Shortens a line to `columns`, keeping the place and some of what is around it. */
function clip({ before, marked, after }: Pieces, columns: number): Pieces {
  if (width(before) + width(marked) + width(after) <= columns) return { before, marked, after };
  const place = head(marked, Math.floor(columns / 2));
  const room = columns - width(place);
  const left = tail(before, Math.max(Math.floor(room / 2), room - width(after)));
  return { before: left, marked: place, after: place === marked ? head(after, room - width(left)) : '' };
}

function head(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let kept = '';
  for (const character of text) {
    if (width(kept) + width(character) > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

function tail(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  const characters = [...text];
  let kept = '';
  while (characters.length > 0 && width(kept) + width(characters.at(-1)!) < columns)
    kept = characters.pop()! + kept;
  return `…${kept}`;
}
