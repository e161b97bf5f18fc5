import { describe, it } from 'vitest';

// Stands in for test/browser/ where vitest.config.ts finds no Chromium.
if (process.env['REQUIRE_ALL'] === '1') throw new Error('test/browser: chromium not installed');

describe.skip('in a browser (skipped: chromium not installed)', () => {
  it('opens files and validates paths', () => {});
});
