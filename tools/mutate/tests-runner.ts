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

/** One Vitest for all runs: what is not changed is transformed once. */
export async function testsRunner(root: string): Promise<TestsRunner> {
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
  return {
    async passes(tests, replaced) {
      if (replaced) vitest.invalidateFile(join(root, replaced.file));
      current = replaced && { file: join(root, replaced.file), text: replaced.text };
      const paths = new Set(tests.map((path) => join(root, path)));
      const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
        [...paths].map((path) => project.createSpecification(path)),
      );
      current = undefined;
      if (replaced) vitest.invalidateFile(join(root, replaced.file));
      const states = testModules.filter(({ moduleId }) => paths.has(moduleId)).map((each) => each.state());
      return unhandledErrors.length === 0 && states.every((state) => state === 'passed');
    },
    close: () => vitest.close(),
  };
}
