import { existsSync } from 'node:fs';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };

/** Tests that run the built program, library or packed package, or outside programs with them. */
const program = [
  'test/cli/**/*.test.ts',
  'test/interop/**/*.test.ts',
  'test/gateway/**/*.test.ts',
  'test/pack.test.ts',
  'test/start.test.ts',
];
const inBrowser = ['test/browser/**/*.test.ts'];
/** The built page in the browsers that are there. */
const page = ['test/page/**/*.test.ts'];

/** Debian's; playwright would download one of its own. */
const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** The library in Chromium; where that is absent, a test that says so. */
const browser: TestProjectConfiguration = existsSync(chromium)
  ? {
      extends: true,
      test: {
        name: 'browser',
        include: inBrowser,
        globalSetup: ['test/support/browser-material.ts'],
        browser: {
          enabled: true,
          headless: true,
          screenshotFailures: false,
          // The sandbox is not to be had in most containers; what runs here is our own code.
          provider: playwright({ launchOptions: { executablePath: chromium, args: ['--no-sandbox'] } }),
          instances: [{ browser: 'chromium' }],
        },
      },
    }
  : { extends: true, test: { name: 'browser', include: ['test/support/no-browser.test.ts'] } };

export default defineConfig({
  define: {
    EXPCERT_VERSION: JSON.stringify(manifest.version),
    EXPCERT_LOCALE: JSON.stringify('en'),
    EXPCERT_SOURCE_DATE: JSON.stringify('2026-11-22'),
    EXPCERT_FACTS_DAY: JSON.stringify('2026-11-22'),
  },
  test: {
    // The whole of what is otherwise sampled takes hours.
    testTimeout: process.env['EXPCERT_SCALE'] === 'full' ? 7_200_000 : 120_000,
    hookTimeout: 300_000,
    coverage: {
      provider: 'v8',
      include: ['src/lib/{asn1,x509,formats}/**'],
      reporter: ['json-summary'],
      thresholds: { branches: 95 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'library',
          include: ['test/**/*.test.ts'],
          exclude: [...program, ...inBrowser, ...page, 'test/support/**'],
        },
      },
      {
        extends: true,
        test: { name: 'program', include: program, globalSetup: ['test/support/build.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'page',
          include: page,
          globalSetup: ['test/support/build.ts', 'test/page/support/setup.ts'],
        },
      },
      browser,
    ],
  },
});
