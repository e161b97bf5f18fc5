import type { SyntaxProblem } from './mistakes.ts';

const flowError = '\u0018';

/**
 * Where quotes and brackets were opened. The YAML reader says where it missed the end of one, often many lines
 * later; the person who left it out looks for its beginning.
 */
export class Openings {
  readonly #quotes: number[] = [];
  readonly #open: number[] = [];
  readonly #unclosed: number[] = [];

  /** To be told every lexeme of the text, in order. */
  see(lexeme: string, offset: number): void {
    if (lexeme.startsWith('"') || lexeme.startsWith("'")) this.#quotes.push(offset);
    else if (lexeme === '[' || lexeme === '{') this.#open.push(offset);
    else if (lexeme === ']' || lexeme === '}') this.#open.pop();
    else if (lexeme === flowError) this.end();
  }

  /** What is still open here is never closed. */
  end(): void {
    this.#unclosed.push(...this.#open.splice(0));
  }

  /** Offset of what was opened last before a place where its end was missed. */
  lastBefore(problem: SyntaxProblem, offset: number): number | undefined {
    if (problem === 'unclosed-quote') return lastUpTo(this.#quotes, offset);
    return problem === 'unclosed-bracket' ? lastUpTo(this.#unclosed, offset) : undefined;
  }
}

/** The last of ascending numbers that is not above the limit. */
function lastUpTo(numbers: readonly number[], limit: number): number | undefined {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return numbers[low - 1];
}
