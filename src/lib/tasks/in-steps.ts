import type { CheckOptions } from './check-options.ts';

/** Things between two words of progress: seldom enough to cost nothing, often enough to stop at once. */
const stepLength = 50;

/** Hands out the things one by one; now and then the caller of check() hears how far it is, and may have its turn. */
export async function* inSteps<Thing>(
  things: readonly Thing[],
  what: string,
  { onProgress }: Pick<CheckOptions, 'onProgress'>,
): AsyncGenerator<Thing> {
  for (const [done, thing] of things.entries()) {
    if (done > 0 && done % stepLength === 0) await onProgress?.({ what, done, total: things.length });
    yield thing;
  }
}
