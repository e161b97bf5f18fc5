/** Numbers that look random and are the same for the same start value (mulberry32). */
export class Random {
  #state: number;

  constructor(...startValues: readonly number[]) {
    this.#state = startValues.reduce(
      (state, value) => Math.imul(state ^ value, 0x9e3779b1) ^ (state >>> 15),
      0x5280,
    );
  }

  /** 0 up to, not including, `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }
}
