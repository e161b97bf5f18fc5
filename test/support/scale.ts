import { appendFileSync } from 'node:fs';

/**
 * How much of what is counted is run: a sample for every change, or the whole, which takes hours. The code is the same;
 * EXPCERT_SCALE=full is the whole. EXPCERT_SEED repeats a run.
 */
export const isFull = process.env['EXPCERT_SCALE'] === 'full';

export const seed = Number(process.env['EXPCERT_SEED'] ?? 20261130);

export const scaled = <Count>(sample: Count, whole: Count): Count => (isFull ? whole : sample);

/** Says what a run has counted: on standard output, and in the file EXPCERT_COUNTS as a line of JSON. */
export function record(what: string, counts: Readonly<Record<string, number>>): void {
  const numbers = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  console.log(`${what} (seed ${seed}): ${numbers.join(', ')}`);
  const file = process.env['EXPCERT_COUNTS'];
  if (file) appendFileSync(file, `${JSON.stringify({ what, seed, counts })}\n`);
}
