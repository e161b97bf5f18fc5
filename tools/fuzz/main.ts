import { parseArgs } from 'node:util';
import { fuzz, type FuzzResult } from './fuzz.ts';
import { targetsOf, type Library } from './targets.ts';

const usage = 'usage: npm run fuzz -- [--runs N] [--seed S] [--only RUN] [--max-ms MS] [--max-mb MB]';
/** RFC 5280, as everywhere in the tests. */
const defaultSeed = 5280;

/** 0 where nothing but documented errors came out in time, 1 otherwise, 2 where the command is wrong. */
export async function main(args: readonly string[], library: Library): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '10000' },
      seed: { type: 'string', default: String(defaultSeed) },
      only: { type: 'string' },
      'max-ms': { type: 'string', default: '1000' },
      'max-mb': { type: 'string', default: '1024' },
    },
  });
  const numbers = Object.values(values).map(Number);
  if (!numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) {
    console.error(usage);
    return 2;
  }
  const start = performance.now();
  const result = await fuzz(targetsOf(library), {
    runs: Number(values.runs),
    seed: Number(values.seed),
    only: values.only === undefined ? undefined : Number(values.only),
    maxMs: Number(values['max-ms']),
  });
  const megabytes = Math.round(result.peakMemory / (1 << 20));
  print(result, Number(values.seed), megabytes, performance.now() - start);
  return result.failures.length === 0 && megabytes <= Number(values['max-mb']) ? 0 : 1;
}

function print({ failures, tallies }: FuzzResult, seed: number, megabytes: number, ms: number): void {
  for (const { target, run, what, input } of failures) {
    console.log(`\n${target}, run ${run} (--seed ${seed} --only ${run}): ${what}`);
    console.log(`input in base64: ${Buffer.from(input).toString('base64').slice(0, 4_000)}`);
  }
  console.table(
    Object.fromEntries(
      [...tallies].map(([name, { runs, refused, slowestMs, slowestRun }]) => [
        name,
        { runs, refused, 'slowest ms': Math.round(slowestMs * 10) / 10, 'slowest run': slowestRun },
      ]),
    ),
  );
  console.log(
    `start value ${seed}: ${failures.length} failures, at most ${megabytes} MB, ${Math.round(ms / 1000)} s`,
  );
}
