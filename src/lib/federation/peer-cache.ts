/** An answer, the moment it was given, and the moment from which it may be another. */
export interface Dated {
  /** Milliseconds since 1970. */
  readonly judgedAt: number;
  readonly recheckAt: number | undefined;
}

/** How much is remembered, and for how long. */
export interface PeerCacheOptions {
  /** Most answers kept; the one not asked for longest goes first. Default: 1000. */
  readonly entries?: number;
  /** Milliseconds an answer is kept at most. Default: five minutes. */
  readonly maxAge?: number;
}

/**
 * Remembers what was found out about chains, so that a peer's many streams cost one validation, also while it is still
 * going on. Keyed by chain, role, domain and the objects that stand for trust and policy: whoever reloads them makes new
 * ones, and old answers are never given again.
 */
export class PeerCache<Answer extends Dated> {
  readonly #entries: number;
  readonly #maxAge: number;
  /** Oldest use first. */
  readonly #answers = new Map<string, Promise<Answer>>();
  readonly #versions = new WeakMap<object, number>();
  #lastVersion = 0;

  constructor({ entries = 1000, maxAge = 5 * 60 * 1000 }: PeerCacheOptions = {}) {
    this.#entries = entries;
    this.#maxAge = maxAge;
  }

  get size(): number {
    return this.#answers.size;
  }

  /** The answer that is there and still holds at the moment; else the one that is found out now. */
  async find(
    words: readonly string[],
    versions: readonly object[],
    at: Date,
    findOut: () => Promise<Answer>,
    isWorthKeeping: (answer: Answer) => boolean = () => true,
  ): Promise<Answer> {
    const time = at.getTime();
    const key = JSON.stringify([...words, ...versions.map((each) => this.#versionOf(each))]);
    for (let known = this.#answers.get(key); known;) {
      const answer = await known.catch(() => undefined);
      if (answer && this.#holds(answer, time)) {
        this.#keep(key, known);
        return answer;
      }
      const newer: Promise<Answer> | undefined = this.#answers.get(key);
      // While this one waited, another caller may have begun to find out anew.
      known = newer === known ? undefined : newer;
    }
    const fresh = findOut();
    this.#keep(key, fresh);
    // Strangers choose what is asked about: only what is worth it takes room for longer than it takes to find out.
    fresh.then(
      (answer) => isWorthKeeping(answer) || this.#drop(key, fresh),
      () => this.#drop(key, fresh),
    );
    return fresh;
  }

  #holds({ judgedAt, recheckAt = Infinity }: Answer, time: number): boolean {
    return time >= judgedAt && time <= Math.min(recheckAt, judgedAt + this.#maxAge);
  }

  /** Another stream may have put a newer one in the same place, or dropped this one for want of room. */
  #drop(key: string, answer: Promise<Answer>): void {
    if (this.#answers.get(key) === answer) this.#answers.delete(key);
  }

  #keep(key: string, answer: Promise<Answer>): void {
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    if (this.#answers.size <= this.#entries) return;
    const [oldest] = this.#answers.keys();
    this.#answers.delete(oldest!);
  }

  #versionOf(object: object): number {
    const known = this.#versions.get(object) ?? ++this.#lastVersion;
    this.#versions.set(object, known);
    return known;
  }
}
