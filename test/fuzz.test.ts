import { expect, it } from 'vitest';
import * as dnsNames from '../src/lib/names/dns-name.ts';
import * as front from '../src/lib/front.ts';
import * as index from '../src/lib/index.ts';
import { fuzz } from '../tools/fuzz/fuzz.ts';
import { record, scaled } from './support/scale.ts';
import { targetsOf } from '../tools/fuzz/targets.ts';

const targets = targetsOf({ ...front, ...index, ...dnsNames });

// `npm run fuzz` does the same with as many runs as one has time for, and measures.
it('nothing but documented errors comes out of any decoder, whatever its input was changed to', async () => {
  const runs = scaled(20_000, 1_000_000);
  const { failures, tallies } = await fuzz(targets, { runs, seed: 5280 });
  record('changed inputs given to every decoder', { runs, failures: failures.length });
  expect(failures.map(({ target, run, what }) => `${target}, run ${run}: ${what}`)).toEqual([]);
  expect([...tallies.keys()].sort()).toEqual(targets.map(({ name }) => name).sort());
});

it('what a decoder throws besides is a failure, told with the run that repeats it', async () => {
  const defect = { name: 'defect', weight: 1, seeds: [new Uint8Array(9)], mayThrow: true };
  const broken = { ...defect, run: () => JSON.parse('{') as unknown };
  const { failures } = await fuzz([broken], { runs: 3, seed: 1 });
  expect(failures.map(({ run, what }) => [run, what.split(':')[0]])).toEqual([
    [0, 'SyntaxError'],
    [1, 'SyntaxError'],
    [2, 'SyntaxError'],
  ]);
  const [again] = (await fuzz([broken], { runs: 3, seed: 1, only: 1 })).failures;
  expect(again!.input).toEqual(failures[1]!.input);
});
