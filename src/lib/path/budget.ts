/**
 * How much work one validation may cause. A certificate's sender chooses the graph, so every search and
 * every product of two lists needs a limit; what a limit cuts off is reported, never passed over.
 */
export interface PathLimits {
  /**
   * What signatures checked while building may cost, each pair of certificate and issuer key once; the unit is one check
   * with RSA of 2,048 bits (x509/key-cost.ts). Go and webpki stop at 100 signatures of any cost, which leaves no room for
   * a chain as long as `pathLength` allows.
   */
  readonly signatureCost: number;
  /** Partial paths looked at. webpki allows 200,000 calls; a quarter of them stays far below a second here. */
  readonly partialPaths: number;
  /** Complete candidates and dead ends judged. The public path building suites need fewer than 20. */
  readonly candidates: number;
  /** Certificates between leaf and anchor; OpenSSL's default depth. */
  readonly pathLength: number;
  /**
   * Names times constraints of their form, each certificate and CA once. 2,000 names under 2,000 constraints pass; Go and
   * webpki stop at 250,000, OpenSSL at 2^20, and so does the profile `appliance`.
   */
  readonly nameConstraintComparisons: number;
  /** Certificate policies and mappings that go into policy graphs; no CA has been seen to list 100. */
  readonly policies: number;
}

export const defaultLimits: PathLimits = {
  signatureCost: 8_000,
  partialPaths: 50_000,
  candidates: 200,
  pathLength: 100,
  nameConstraintComparisons: 2 ** 22,
  policies: 50_000,
};

/** What OpenSSL refuses, whatever the names are. */
export const applianceLimits: Partial<PathLimits> = { nameConstraintComparisons: 2 ** 20 };

/**
 * Of strangers, who come again and again: 18 signatures with keys on P-384, enough for a chain of four certificates with
 * the lists of its CAs; about eight milliseconds of checking on the machine that the costs were measured on.
 */
export const limitsOfPeers: PathLimits = {
  signatureCost: 600,
  partialPaths: 1_000,
  candidates: 20,
  pathLength: 16,
  nameConstraintComparisons: 50_000,
  policies: 1_000,
};

export type PathLimit = keyof PathLimits;

/** Counts work against the limits, and remembers which of them cut something off. */
export class Budget {
  readonly limits: PathLimits;
  readonly #left: Record<PathLimit, number>;
  readonly #reached = new Set<PathLimit>();

  constructor(limits: PathLimits) {
    this.limits = limits;
    this.#left = { ...limits };
  }

  /** Takes so much from the budget; false, and remembered, where it is not there any more. */
  spend(limit: PathLimit, amount = 1): boolean {
    if (this.#left[limit] < amount) {
      this.#reached.add(limit);
      return false;
    }
    this.#left[limit] -= amount;
    return true;
  }

  /** A limit that is not a running count, such as a length, was met. */
  markReached(limit: PathLimit): void {
    this.#reached.add(limit);
  }

  get reached(): readonly PathLimit[] {
    return [...this.#reached];
  }
}
