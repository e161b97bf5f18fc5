import { gzipSync } from 'node:zlib';
import { minifySync, type Plugin } from 'vite';
import { modulesBefore } from './load-order.ts';

/** Characters after which gzip has forgotten a text, less those that are still to be compared with it. */
const memory = 27_000;
/** Characters in a row that make a likeness. */
const length = 7;
/** Each change of the page makes another of them the best. */
const tries: readonly Weights[] = [
  { common: 8, small: 40 },
  { common: 12, small: 20 },
  { common: 12, small: 150 },
  { common: 14, small: 100 },
  { common: 16, small: 100 },
  { common: 20, small: 40 },
];

interface Weights {
  /** What more modules than these have in common makes none of them alike. */
  readonly common: number;
  /** A module of few likenesses counts as having as many more. */
  readonly small: number;
}

/**
 * Puts modules that are alike next to each other, such as the rules for requests and for certificates, as far as one need
 * not run before the other: gzip writes short what it has seen in the last 32 kB, and the page has more.
 */
export function alikeTogether(): Plugin {
  return {
    name: 'alike-together',
    apply: 'build',
    enforce: 'post',
    renderChunk(code, { modules }) {
      const codes = Object.values(modules).flatMap((each) => each.code ?? []);
      if (besides(code, codes) !== '')
        throw new Error('the page is put together in another way: look at how it is to be ordered');
      const texts = codes.map(short);
      const before = modulesBefore(codes);
      const [best] = tries
        .map((weights) =>
          order(texts, before, weights)
            .map((at) => codes[at])
            .join('\n'),
        )
        .map((each) => ({ code: each, size: gzipSync(minified(each), { level: 9 }).length }))
        .sort((a, b) => a.size - b.size);
      return { code: best!.code, map: null };
    },
  };
}

/** About as it will stand in the page. */
const minified = (code: string): string => minifySync('page.js', code, { module: true }).code;

const short = (code: string): string =>
  minifySync('module.js', code, { module: true, compress: false, mangle: { toplevel: false } }).code;

/** What there is in a chunk besides its modules and the lines with their names. */
export function besides(code: string, modules: readonly string[]): string {
  let left = '';
  let at = 0;
  for (const each of modules) {
    const start = code.indexOf(each, at);
    if (start === -1) return code;
    left += code.slice(at, start);
    at = start + each.length;
  }
  return (left + code.slice(at)).replace(/^\/\/ .*$/gm, '').trim();
}

/**
 * Places of texts in a better order: after each the one of those that may follow that has most in common with the last.
 *
 * @param before of each, those that must stand before it; where two must so, the first stays the first
 */
export function order(
  texts: readonly string[],
  before: readonly ReadonlySet<number>[],
  weights: Weights,
): number[] {
  const remembered = new Memory(texts, weights);
  const waiting = inOrder(before);
  const left = new Set(texts.keys());
  const placed: number[] = [];
  while (left.size > 0) {
    const free = [...left].filter((at) => waiting[at]!.every((each) => !left.has(each)));
    const next = free.reduce((best, at) => (remembered.likeness(at) > remembered.likeness(best) ? at : best));
    left.delete(next);
    placed.push(next);
    remembered.add(next);
  }
  return placed;
}

function inOrder(before: readonly ReadonlySet<number>[]): number[][] {
  const waiting: number[][] = before.map(() => []);
  before.forEach((places, at) =>
    places.forEach((other) => waiting[Math.max(at, other)]!.push(Math.min(at, other))),
  );
  return waiting;
}

/** The last texts, and how much each text has in common with them. */
class Memory {
  readonly #texts: readonly string[];
  readonly #small: number;
  readonly #likenesses: readonly (readonly string[])[];
  /** Of each likeness that tells texts apart, those that have it. */
  readonly #having = new Map<string, number[]>();
  readonly #times = new Map<string, number>();
  readonly #shared: number[];
  readonly #last: number[] = [];
  #held = 0;

  constructor(texts: readonly string[], { common, small }: Weights) {
    this.#texts = texts;
    this.#small = small;
    this.#likenesses = texts.map(likenessesIn);
    this.#shared = texts.map(() => 0);
    this.#likenesses.forEach((own, at) =>
      own.forEach((each) => {
        const having = this.#having.get(each);
        if (having) having.push(at);
        else this.#having.set(each, [at]);
      }),
    );
    for (const [each, { length }] of this.#having)
      if (length < 2 || length > common) this.#having.delete(each);
  }

  likeness(at: number): number {
    return this.#shared[at]! / (this.#likenesses[at]!.length + this.#small);
  }

  add(at: number): void {
    this.#count(at, 1);
    this.#last.push(at);
    this.#held += this.#texts[at]!.length;
    while (this.#held > memory && this.#last.length > 1) {
      const oldest = this.#last.shift()!;
      this.#held -= this.#texts[oldest]!.length;
      this.#count(oldest, -1);
    }
  }

  #count(at: number, by: 1 | -1): void {
    for (const each of this.#likenesses[at]!) {
      const having = this.#having.get(each);
      if (!having) continue;
      const times = this.#times.get(each) ?? 0;
      this.#times.set(each, times + by);
      if (times === 0 || times + by === 0) for (const other of having) this.#shared[other]! += by;
    }
  }
}

const likenessesIn = (text: string): string[] => [
  ...new Set(
    Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length)),
  ),
];
