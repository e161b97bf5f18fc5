import type { SignatureStatus } from './signature.ts';

/**
 * A calculation that now and then needs the outcome of a signature check: it yields the promise and is
 * resumed with the status. With a synchronous verifier it never yields, so the same code runs both ways.
 */
export type Waiting<T> = Generator<Promise<SignatureStatus>, T, SignatureStatus>;

/** Hands on a status that is there already; waits for one that is not. */
export function* settle(status: SignatureStatus | Promise<SignatureStatus>): Waiting<SignatureStatus> {
  return typeof status === 'string' ? status : yield status;
}

/** Runs to the end, waiting for each signature check. */
export async function runWaiting<T>(calculation: Waiting<T>): Promise<T> {
  let step = calculation.next();
  while (step.done !== true) step = calculation.next(await step.value);
  return step.value;
}

/** Runs to the end at once. Throws TypeError if the verifier in use is not synchronous. */
export function runAtOnce<T>(calculation: Waiting<T>): T {
  const step = calculation.next();
  if (step.done !== true) throw new TypeError('a synchronous answer needs a synchronous signature verifier');
  return step.value;
}
