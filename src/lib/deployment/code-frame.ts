import type { Position } from './model.ts';

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

/** Finds lines and columns in a text, without a walk over it for each. */
export class SourceLines {
  readonly #text: string;
  readonly #starts: readonly number[];
  readonly #concealed = new Map<number, Extent[]>();
  #unshownFrom = Infinity;

  constructor(text: string) {
    this.#text = text;
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  /** Keeps a secret out of every frame. */
  conceal(extent: Extent): void {
    const last = this.#indexOfLine(Math.max(extent.start, extent.end - 1));
    for (let line = this.#indexOfLine(extent.start); line <= last; line++) {
      const known = this.#concealed.get(line);
      if (known?.some(({ start }) => start === extent.start)) continue;
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
    return line < this.#unshownFrom ? { position, frame: this.#frame(line, extent) } : { position };
  }

  #frame(line: number, extent: Extent): CodeFrame {
    const lineStart = this.#starts[line]!;
    const lineEnd = this.#lineEnd(line);
    let text = this.#text.slice(lineStart, lineEnd).replace(/\p{Cc}/gu, ' ');
    let start = extent.start - lineStart;
    let end = Math.max(start + 1, Math.min(extent.end, lineEnd) - lineStart);
    const secrets = this.#concealed.get(line) ?? [];
    for (const secret of [...secrets].sort((a, b) => b.start - a.start)) {
      const from = Math.max(secret.start, lineStart) - lineStart;
      const to = Math.min(secret.end, lineEnd) - lineStart;
      const shift = concealment.length - (to - from);
      text = text.slice(0, from) + concealment + text.slice(to);
      if (start >= to) start += shift;
      else if (start > from) start = from;
      if (end >= to) end += shift;
      else if (end > from) end = from + concealment.length;
    }
    return cut(text, start, end);
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

function cut(text: string, start: number, end: number): CodeFrame {
  const from = text.length <= widest ? 0 : Math.max(0, Math.min(start - widest / 2, text.length - widest));
  const shown = text.slice(from, from + widest);
  const before = from > 0 ? '…' : '';
  const after = from + widest < text.length ? '…' : '';
  const width = Math.max(1, Math.min(end - start, shown.length - (start - from)));
  return { text: before + shown + after, column: start - from + before.length + 1, width };
}
