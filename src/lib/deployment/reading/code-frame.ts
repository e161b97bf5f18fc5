import type { Position } from '../model.ts';

/** A piece of the text: offsets of its first character and of the one behind its last. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** One line of the file as it may be shown, with the place to underline. */
export type CodeFrame = {
  /** Without tabs and control characters, long lines cut to the neighbourhood, secrets as `*****`. */
  readonly text: string;
  /** From 1, in `text`: equal to the position's column unless the line was cut or holds a secret. */
  readonly column: number;
  /** Characters to underline, at least 1. */
  readonly width: number;
};

/** Where something stands in the file. */
export interface Place {
  readonly position: Position;
  /** Absent where no part of the line may be shown. */
  readonly frame?: CodeFrame;
}

const concealment = '*****';
/** Longest line shown, in characters. */
const widest = 160;
/** Most secrets on a line that is still shown. */
const mostConcealed = 20;

/** Finds lines and columns in a text, without a walk over it for each. */
export class SourceLines {
  readonly #text: string;
  readonly #starts: readonly number[];
  /** By line. */
  readonly #concealed = new Map<number, Extent[]>();
  readonly #secrets = new Set<number>();
  #unshownFrom = Infinity;

  constructor(text: string) {
    this.#text = text;
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  /** Keeps a secret out of every frame. */
  conceal(extent: Extent): void {
    if (this.#secrets.has(extent.start)) return;
    this.#secrets.add(extent.start);
    const last = this.#indexOfLine(Math.max(extent.start, extent.end - 1));
    for (let line = this.#indexOfLine(extent.start); line <= last; line++) {
      const known = this.#concealed.get(line);
      if (known) known.push(extent);
      else this.#concealed.set(line, [extent]);
    }
  }

  /** Gives no frame at all from the line of this offset on: the extent of a secret there is not known. */
  concealFrom(offset: number): void {
    this.#unshownFrom = this.#indexOfLine(offset);
  }

  /** Number of the line, from 1. */
  lineAt(offset: number): number {
    return this.#indexOfLine(offset) + 1;
  }

  positionOf(extent: Extent): Position {
    const line = this.#indexOfLine(extent.start);
    const lineStart = this.#starts[line]!;
    const column = extent.start - lineStart + 1;
    const endsHere = extent.end > extent.start && extent.end <= this.#lineEnd(line);
    return { line: line + 1, column, ...(endsHere && { endColumn: extent.end - lineStart + 1 }) };
  }

  place(extent: Extent): Place {
    const position = this.positionOf(extent);
    const line = position.line - 1;
    const frame = line < this.#unshownFrom ? this.#frame(line, extent) : undefined;
    return { position, ...(frame && { frame }) };
  }

  #frame(line: number, extent: Extent): CodeFrame | undefined {
    const secrets = this.#concealed.get(line) ?? [];
    if (secrets.length > mostConcealed) return undefined;
    const lineStart = this.#starts[line]!;
    const lineEnd = this.#lineEnd(line);
    // Only the neighbourhood is ever looked at: a file may be one line of a million characters.
    const from = Math.max(lineStart, Math.min(extent.start - widest / 2, lineEnd - widest));
    const to = Math.min(lineEnd, from + widest);
    const place = { start: extent.start - from, end: Math.min(extent.end, to) - from };
    const shown = this.#text.slice(from, to).replace(/\p{Cc}/gu, ' ');
    const parts = secrets.map(({ start, end }) => ({
      start: Math.max(start, from) - from,
      end: Math.min(end, to) - from,
    }));
    const masked = mask(shown, place, parts);
    const before = from > lineStart ? '…' : '';
    const after = to < lineEnd ? '…' : '';
    return {
      text: before + masked.text + after,
      column: masked.start + before.length + 1,
      width: Math.max(1, masked.end - masked.start),
    };
  }

  #indexOfLine(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Offset behind the last character of a line, its line break not counted. */
  #lineEnd(line: number): number {
    const next = this.#starts[line + 1];
    if (next === undefined) return this.#text.length;
    return this.#text[next - 2] === '\r' ? next - 2 : next - 1;
  }
}

interface Masked extends Extent {
  readonly text: string;
}

/** The text with other signs in place of the secrets, and where the place is now. */
function mask(text: string, place: Extent, secrets: readonly Extent[]): Masked {
  let masked = { text, ...place };
  for (const { start, end } of [...secrets].sort((a, b) => b.start - a.start)) {
    if (start >= end) continue;
    const moved = (offset: number, inside: number): number => {
      if (offset >= end) return offset + concealment.length - (end - start);
      return offset > start ? inside : offset;
    };
    masked = {
      text: masked.text.slice(0, start) + concealment + masked.text.slice(end),
      start: moved(masked.start, start),
      end: moved(masked.end, start + concealment.length),
    };
  }
  return masked;
}
