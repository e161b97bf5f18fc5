/** How often others may have us connect; only `now` has no default. */
export interface OutboundAttemptsOptions {
  /** Milliseconds since 1970, such as Date.now. */
  readonly now: () => number;
  /** Milliseconds without an attempt after a failed one; doubled with each further one. Default: one second; 0: none. */
  readonly pause?: number;
  /** Milliseconds to which it grows. Default: five minutes. */
  readonly longestPause?: number;
  /** Attempts of all domains that are under way. Default: 100. */
  readonly atOnce?: number;
  /** Those of one domain that wait for the one under way. Default: 10. */
  readonly waiting?: number;
}

/** Why there is no attempt. */
export class AttemptRefusedError extends Error {
  override readonly name = 'AttemptRefusedError';
  readonly code: 'pause' | 'too-many';

  constructor(code: 'pause' | 'too-many', message: string) {
    super(message);
    this.code = code;
  }
}

interface DomainState {
  last: Promise<unknown>;
  pending: number;
  failures: number;
  notBefore: number;
}

/** Domains whose failures are remembered. */
const rememberedDomains = 10_000;

/**
 * Connections that we make, by the domain they are made to: one attempt at a time, and none for a while after one that has
 * failed. Strangers can have us connect (dialback asks the domain they name), and must not make a weapon of it.
 */
export class OutboundAttempts {
  readonly #options: Required<OutboundAttemptsOptions>;
  /** Those last asked for come last. */
  readonly #domains = new Map<string, DomainState>();
  #underWay = 0;

  constructor({
    now,
    pause = 1000,
    longestPause = 5 * 60 * 1000,
    atOnce = 100,
    waiting = 10,
  }: OutboundAttemptsOptions) {
    this.#options = { now, pause, longestPause, atOnce, waiting };
  }

  /**
   * Makes the attempt when it is its turn.
   *
   * @param domain from toALabels()
   * @throws AttemptRefusedError, and what the attempt throws
   */
  run<Answer>(domain: string, attempt: () => Promise<Answer>): Promise<Answer> {
    const state = this.#stateOf(domain);
    const refusal = this.#refusal(domain, state);
    if (refusal) return Promise.reject(refusal);
    state.pending++;
    this.#underWay++;
    const turn = state.last.then(() => this.#make(domain, state, attempt));
    state.last = turn
      .catch(() => {})
      .then(() => {
        state.pending--;
        this.#underWay--;
      });
    return turn;
  }

  async #make<Answer>(domain: string, state: DomainState, attempt: () => Promise<Answer>): Promise<Answer> {
    const { now, pause, longestPause } = this.#options;
    // The one before may have failed meanwhile.
    this.#requireNoPause(domain, state);
    try {
      const answer = await attempt();
      state.failures = 0;
      return answer;
    } catch (error) {
      state.notBefore = now() + Math.min(longestPause, pause * 2 ** state.failures);
      state.failures++;
      throw error;
    }
  }

  #requireNoPause(domain: string, { notBefore }: DomainState): void {
    const left = notBefore - this.#options.now();
    if (left > 0)
      throw new AttemptRefusedError('pause', `connecting to ${domain} has just failed; again in ${left} ms`);
  }

  #refusal(domain: string, state: DomainState): unknown {
    const { atOnce, waiting } = this.#options;
    if (this.#underWay >= atOnce || state.pending > waiting)
      return new AttemptRefusedError('too-many', `too many wait for a connection to ${domain}`);
    try {
      this.#requireNoPause(domain, state);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  #stateOf(domain: string): DomainState {
    const known = this.#domains.get(domain) ?? {
      ...{ last: Promise.resolve(), pending: 0, failures: 0, notBefore: -Infinity },
    };
    this.#domains.delete(domain);
    this.#domains.set(domain, known);
    if (this.#domains.size > rememberedDomains) this.#forget();
    return known;
  }

  #forget(): void {
    for (const [domain, { pending }] of this.#domains) {
      if (pending > 0) continue;
      this.#domains.delete(domain);
      return;
    }
  }
}
