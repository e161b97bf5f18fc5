import { spawn } from 'node:child_process';

/** Wall-clock milliseconds that `work` takes. */
export async function time(work) {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

/**
 * Runs the works in turn, `rounds` times, so that whatever disturbs the machine disturbs all of them alike.
 * Gives the milliseconds of each round, work by work.
 */
export async function interleave(rounds, works) {
  const names = Object.keys(works);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // Another first one each round: the first pays for what the last left behind.
    const order = names.map((_, index) => names[(index + round) % names.length]);
    for (const name of order) times[name].push(await time(() => works[name](round)));
  }
  return times;
}

/** Medians: for short works, where a single slow round is noise. */
export const medians = (times) => mapValues(times, median);
/** Totals: for works whose cost varies by nature, where every round belongs to the average. */
export const totals = (times) => mapValues(times, sum);

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}

/** Runs `work(0)` to `work(count - 1)`, at most `inFlight` at once. */
export async function each(count, inFlight, work) {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}

/** Runs a program to its end, output thrown away. */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], ...options });
    let errors = '';
    child.stderr.on('data', (text) => (errors += text));
    child.on('error', reject);
    child.on('close', (status) =>
      status === 0 ? resolve() : reject(new Error(`${program} ${args.join(' ')}: exit ${status}\n${errors}`)),
    );
  });
}
