import { setTimeout as sleep } from 'node:timers/promises';

const patience = 60_000;

/** Waits until something is there; says what was there instead when it does not come. */
export async function until<Result>(
  what: string,
  look: () => Result | undefined | Promise<Result | undefined>,
  instead: unknown = undefined,
): Promise<Result> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(10)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`there was no ${what}, but ${JSON.stringify(instead, undefined, 1)}`);
}
