import type { GatherOptions } from './options.ts';

/** Things between two words of progress: seldom enough to cost nothing, often enough to stop at once. */
const stepLength = 20;

/** Hands out the things a batch at a time; in between the caller of check() hears how far it is, and may have its turn. */
export async function* inBatches<Thing>(
  things: readonly Thing[],
  what: string,
  { onProgress }: Pick<GatherOptions, 'onProgress'>,
): AsyncGenerator<readonly Thing[]> {
  for (let done = 0; done < things.length; done += stepLength) {
    if (done > 0) await onProgress?.({ what, done, total: things.length });
    yield things.slice(done, done + stepLength);
  }
}

/** The same one by one. */
export async function* inSteps<Thing>(
  things: readonly Thing[],
  what: string,
  options: Pick<GatherOptions, 'onProgress'>,
): AsyncGenerator<Thing> {
  for await (const batch of inBatches(things, what, options)) yield* batch;
}
