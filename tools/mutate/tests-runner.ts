import { join } from 'node:path';
import { createVitest } from 'vitest/node';
import manifest from '../../package.json' with { type: 'json' };

/** What a source file is taken for, instead of what it holds. */
interface Replaced {
  readonly file: string;
  readonly text: string;
}

export interface TestsRunner {
  /** Does everything pass? */
  passes(tests: readonly string[], replaced?: Replaced): Promise<boolean>;
  close(): Promise<void>;
}

/** Of one run of tests. */
type Outcome = 'passed' | 'failed' | 'died';

/** Longer than any run takes that ends at all. */
const timeLimit = 600_000;
/** What Vitest remembers of its runs fills the memory. */
const runsOfOne = 100;

/** Some mutants never end, or use up the memory: where a Vitest dies, the next one tries again. */
export async function testsRunner(root: string): Promise<TestsRunner> {
  let vitest = await oneVitest(root);
  let runs = 0;
  const renew = async (): Promise<void> => {
    await vitest.close();
    vitest = await oneVitest(root);
    runs = 0;
  };
  return {
    async passes(tests, replaced) {
      if (++runs > runsOfOne) await renew();
      const outcome = await vitest.run(tests, replaced);
      if (outcome !== 'died') return outcome === 'passed';
      await renew();
      const again = await vitest.run(tests, replaced);
      if (again === 'died') await renew();
      return again === 'passed';
    },
    close: () => vitest.close(),
  };
}

interface OneVitest {
  run(tests: readonly string[], replaced?: Replaced): Promise<Outcome>;
  close(): Promise<void>;
}

/** One Vitest for many runs: what is not changed is transformed once. */
async function oneVitest(root: string): Promise<OneVitest> {
  let current: Replaced | undefined;
  const vitest = await createVitest(
    'test',
    {
      config: false,
      root,
      watch: false,
      include: ['test/**/*.test.ts'],
      pool: 'threads',
      isolate: false,
      maxWorkers: 2,
      bail: 1,
      testTimeout: 60_000,
      // Nobody reads them: one mutant breaks many tests.
      reporters: [{}],
      silent: true,
      update: false,
    },
    {
      root,
      logLevel: 'silent',
      define: {
        EXPCERT_VERSION: JSON.stringify(manifest.version),
        EXPCERT_LOCALE: JSON.stringify('en'),
        EXPCERT_SOURCE_DATE: JSON.stringify('2026-11-22'),
        EXPCERT_FACTS_DAY: JSON.stringify('2026-11-22'),
      },
      plugins: [
        {
          name: 'expcert:mutant',
          enforce: 'pre',
          load: (id) => (id === current?.file ? current.text : undefined),
        },
      ],
    },
  );
  const project = vitest.getRootProject();

  async function runTests(paths: ReadonlySet<string>): Promise<Outcome> {
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
      [...paths].map((path) => project.createSpecification(path)),
    );
    const states = testModules.filter(({ moduleId }) => paths.has(moduleId)).map((each) => each.state());
    if (states.includes('failed')) return 'failed';
    const isWhole = states.length === paths.size && states.every((state) => state === 'passed');
    return isWhole && unhandledErrors.length === 0 ? 'passed' : 'died';
  }

  return {
    async run(tests, replaced) {
      if (replaced) vitest.invalidateFile(join(root, replaced.file));
      current = replaced && { file: join(root, replaced.file), text: replaced.text };
      const outcome = await diesOrEnds(runTests(new Set(tests.map((path) => join(root, path)))));
      current = undefined;
      if (replaced) vitest.invalidateFile(join(root, replaced.file));
      return outcome;
    },
    close: () => vitest.close(),
  };
}

/** A worker that ends without Vitest having ended it is an exception that nobody catches. */
async function diesOrEnds(outcome: Promise<Outcome>): Promise<Outcome> {
  let die = (): void => {};
  const death = new Promise<Outcome>((resolve) => (die = () => resolve('died')));
  const timer = setTimeout(die, timeLimit);
  process.on('uncaughtException', die);
  try {
    return await Promise.race([outcome, death]);
  } catch {
    return 'died';
  } finally {
    clearTimeout(timer);
    process.off('uncaughtException', die);
  }
}
