import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { record, scaled, seed } from '../../test/support/scale.ts';
import { CompiledCopy } from './compiler.ts';
import { applyMutant, mutantsOf, type Mutant } from './mutants.ts';
import { targetFiles, type TargetFile } from './targets.ts';
import { testsRunner, type TestsRunner } from './tests-runner.ts';

const usage = 'usage: npm run mutate -- [--sample N | --all] [--only TEXT] [--list]';
const root = join(import.meta.dirname, '../..');
const usualSample = scaled(25, 420);

/** Survivors that somebody has looked at, with the reason why no test can or need notice them. */
type Accepted = readonly { readonly mutant: string; readonly reason: string }[];

interface Planned {
  readonly mutant: Mutant;
  readonly target: TargetFile;
  readonly text: string;
}

/** 0 where every mutant is noticed or explained, 1 otherwise, 2 where the command is wrong. */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sample: { type: 'string', default: String(usualSample) },
      all: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      list: { type: 'boolean', default: false },
      stages: { type: 'string', default: '9' },
    },
  });
  const sample = Number(values.sample);
  if (!Number.isSafeInteger(sample) || sample < 1) {
    console.error(usage);
    return 2;
  }
  const stages = Number(values.stages);
  const everything = targetFiles(root).flatMap((each): Planned[] => {
    const target = { ...each, stages: each.stages.slice(0, stages) };
    const text = readFileSync(join(root, target.file), 'utf8');
    return mutantsOf(target.file, text).map((mutant) => ({ mutant, target, text }));
  });
  const meant = everything.filter(({ mutant }) => mutant.id.includes(values.only));
  if (values.list) {
    for (const { mutant } of meant) console.log(mutant.id);
    console.log(`${meant.length} mutants`);
    return 0;
  }
  const chosen = values.all ? meant : inOrderOfHash(meant).slice(0, sample);
  return run(chosen, everything.length, values.all && values.only === '');
}

/** What the seed draws stays drawn where other mutants come or go. */
const inOrderOfHash = (mutants: readonly Planned[]): Planned[] =>
  mutants
    .map((planned) => ({ planned, hash: hashOf(`${seed} ${planned.mutant.id}`) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ planned }) => planned);

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

async function run(chosen: readonly Planned[], total: number, isEverything: boolean): Promise<number> {
  const runner = await testsRunner(root);
  const copy = new CompiledCopy(root);
  try {
    const stages = chosen.flatMap(({ target }) => target.stages);
    if (!(await runner.passes([...new Set(stages.flat())]))) {
      console.error('The tests fail without any mutant.');
      return 1;
    }
    const counts = { tests: 0, compiler: 0 };
    const survivors: Planned[] = [];
    for (const [i, planned] of chosen.entries()) {
      const by = await noticedBy(planned, runner, copy);
      if (by === 'nobody') {
        survivors.push(planned);
        console.log(`not noticed: ${planned.mutant.id}`);
      } else counts[by]++;
      if (i % 50 === 49) console.log(`${i + 1} of ${chosen.length}, ${survivors.length} not noticed`);
    }
    return tell(total, counts, survivors, isEverything);
  } finally {
    copy.remove();
    await runner.close();
  }
}

async function noticedBy(
  { mutant, target, text }: Planned,
  runner: TestsRunner,
  copy: CompiledCopy,
): Promise<'tests' | 'compiler' | 'nobody'> {
  const { file } = mutant;
  const replaced = { file, text: applyMutant(text, mutant) };
  const [first = [], ...others] = target.stages;
  if (!(await runner.passes(first, replaced))) return 'tests';
  // Sooner than the tests that are left.
  if (!copy.accepts(file, replaced.text, text)) return 'compiler';
  for (const tests of others) if (!(await runner.passes(tests, replaced))) return 'tests';
  return 'nobody';
}

function tell(
  total: number,
  { tests, compiler }: { readonly tests: number; readonly compiler: number },
  survivors: readonly Planned[],
  isEverything: boolean,
): number {
  const accepted = JSON.parse(readFileSync(join(import.meta.dirname, 'accepted.json'), 'utf8')) as Accepted;
  const reasons = new Map(accepted.map(({ mutant, reason }) => [mutant, reason]));
  for (const { mutant } of survivors) {
    const reason = reasons.get(mutant.id);
    console.log(`${mutant.file}:${mutant.line} ${mutant.change}\n    ${reason ?? 'NOT EXPLAINED'}`);
  }
  const unexplained = survivors.filter(({ mutant }) => !reasons.has(mutant.id));
  const survived = new Set(survivors.map(({ mutant }) => mutant.id));
  const stale = isEverything ? accepted.filter(({ mutant }) => !survived.has(mutant)) : [];
  for (const { mutant } of stale) console.log(`accepted, but noticed or gone: ${mutant}`);
  record('mutants', {
    'in all': total,
    tried: tests + compiler + survivors.length,
    'noticed by tests': tests,
    'noticed by the compiler': compiler,
    explained: survivors.length - unexplained.length,
    'not explained': unexplained.length,
  });
  return unexplained.length + stale.length === 0 ? 0 : 1;
}
