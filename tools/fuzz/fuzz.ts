import { mutate } from './mutate.ts';
import { Random } from './random.ts';
import type { Target } from './targets.ts';

/** Something that must not happen, and how to make it happen again. */
export interface Failure {
  readonly target: string;
  readonly run: number;
  readonly what: string;
  readonly input: Uint8Array;
}

export interface TargetTally {
  readonly runs: number;
  /** Of these, inputs that were refused with a DecodeError. */
  readonly refused: number;
  readonly slowestMs: number;
  readonly slowestRun: number;
}

export interface FuzzResult {
  readonly failures: readonly Failure[];
  readonly tallies: ReadonlyMap<string, TargetTally>;
  /** Most memory the process held between two inputs, in octets. */
  readonly peakMemory: number;
}

export interface FuzzOptions {
  readonly runs: number;
  /** Start value: the same one gives the same inputs. */
  readonly seed: number;
  /** Only this one of the runs. */
  readonly only?: number | undefined;
  /** An input that takes longer, twice, is a failure; undefined: time is measured only. */
  readonly maxMs?: number | undefined;
}

const memoryEvery = 256;
const enoughFailures = 20;

/** Gives every target changed inputs; nothing but documented errors may come out. Run `n` is the same for the same seed. */
export async function fuzz(targets: readonly Target[], options: FuzzOptions): Promise<FuzzResult> {
  const wheel = targets.flatMap((target) => new Array<Target>(target.weight).fill(target));
  const others = targets.flatMap(({ seeds }) => seeds);
  const tallies = new Map<string, TargetTally>();
  const failures: Failure[] = [];
  let peakMemory = process.memoryUsage().rss;
  const [first, last] = options.only === undefined ? [0, options.runs] : [options.only, options.only + 1];
  for (let run = first; run < last && failures.length < enoughFailures; run++) {
    const random = new Random(options.seed, run);
    const target = random.pick(wheel);
    const input = mutate(random.pick(target.seeds), random, others);
    const outcome = await runOnce(target, input, options.maxMs);
    tallies.set(target.name, addTo(tallies.get(target.name), run, outcome));
    if (outcome.what !== undefined) failures.push({ target: target.name, run, what: outcome.what, input });
    if (run % memoryEvery === 0) peakMemory = Math.max(peakMemory, process.memoryUsage().rss);
  }
  return { failures, tallies, peakMemory };
}

interface Outcome {
  readonly ms: number;
  readonly isRefused: boolean;
  /** What went wrong. */
  readonly what: string | undefined;
}

async function runOnce(target: Target, input: Uint8Array, maxMs: number | undefined): Promise<Outcome> {
  const outcome = await timed(target, input);
  if (maxMs === undefined || outcome.ms <= maxMs || outcome.what !== undefined) return outcome;
  // Something else may have had the machine.
  const { ms } = await timed(target, input);
  return { ...outcome, ms, what: ms > maxMs ? `took ${Math.round(ms)} ms` : undefined };
}

async function timed(target: Target, input: Uint8Array): Promise<Outcome> {
  const start = performance.now();
  try {
    await target.run(input);
    return { ms: performance.now() - start, isRefused: false, what: undefined };
  } catch (error) {
    const ms = performance.now() - start;
    const isRefused = error instanceof Error && error.name === 'DecodeError';
    const what = isRefused && target.mayThrow ? undefined : String((error as Error).stack ?? error);
    return { ms, isRefused, what };
  }
}

function addTo(tally: TargetTally | undefined, run: number, { ms, isRefused }: Outcome): TargetTally {
  const { runs = 0, refused = 0, slowestMs = 0, slowestRun = run } = tally ?? {};
  const isSlowest = ms > slowestMs;
  return {
    runs: runs + 1,
    refused: refused + (isRefused ? 1 : 0),
    slowestMs: isSlowest ? ms : slowestMs,
    slowestRun: isSlowest ? run : slowestRun,
  };
}
