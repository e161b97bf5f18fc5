import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };

/** Tests that run the built program or the packed package, or outside programs on its output. */
const program = [
  'test/cli/**/*.test.ts',
  'test/interop/**/*.test.ts',
  'test/pack.test.ts',
  'test/start.test.ts',
];

export default defineConfig({
  define: { EXPCERT_VERSION: JSON.stringify(manifest.version) },
  test: {
    testTimeout: 120_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: { name: 'library', include: ['test/**/*.test.ts'], exclude: program },
      },
      {
        extends: true,
        test: { name: 'program', include: program, globalSetup: ['test/support/build.ts'] },
      },
    ],
  },
});
