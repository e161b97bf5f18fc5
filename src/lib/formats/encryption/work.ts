import { DecodeError } from '../../errors.ts';

/** A file says itself how much work its passphrase costs, so a hostile one can ask for years. */
export interface WorkLimits {
  /** Rounds of one key derivation, counted as rounds of PBKDF2; about two seconds. */
  readonly iterations: number;
  /** The same for all key derivations of one call together; about half a minute. */
  readonly totalIterations: number;
  /** Octets of memory that scrypt may fill. */
  readonly scryptMemory: number;
}

export const workLimits: WorkLimits = {
  iterations: 10_000_000,
  totalIterations: 200_000_000,
  scryptMemory: 256 * 1024 * 1024,
};

/** What is left of the work that one call may do. */
export interface Work {
  readonly limits: WorkLimits;
  remaining: number;
}

export function startWork(limits: WorkLimits = workLimits): Work {
  return { limits, remaining: limits.totalIterations };
}

/**
 * Takes the rounds of one key derivation off the budget before they are done.
 * @param weight how much slower a round is than one of PBKDF2 in WebCrypto
 * @throws DecodeError `too-large`, naming the limit; `invalid-value` for no rounds at all
 */
export function spend(work: Work, rounds: number, weight = 1): void {
  if (rounds < 1) throw new DecodeError('invalid-value', 'asks for no round of key derivation');
  const most = Math.floor(work.limits.iterations / weight);
  if (rounds > most) {
    throw new DecodeError(
      'too-large',
      `asks for ${rounds} rounds of key derivation, and at most ${most} are done here (limit iterations)`,
    );
  }
  if (rounds * weight > work.remaining) {
    throw new DecodeError(
      'too-large',
      `all files together ask for more than ${work.limits.totalIterations} rounds of key derivation (limit totalIterations)`,
    );
  }
  work.remaining -= rounds * weight;
}
