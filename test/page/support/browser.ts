import { chromium, type Browser } from 'playwright';
import { afterAll, afterEach, inject } from 'vitest';
import { describeWith } from '../../support/programs.ts';
import { openDesk, type Desk, type DeskOptions } from './desk.ts';

/** A group of tests of the page in Chromium; without it visibly skipped, or failed where everything must run. */
export function describePage(
  title: string,
  body: (open: (options?: DeskOptions) => Promise<Desk>) => void,
): void {
  describeWith('chromium', title, () => {
    let browser: Browser | undefined;
    const open = async (options?: DeskOptions): Promise<Desk> => {
      const failure = inject('buildFailure');
      if (failure) throw new Error(failure);
      browser ??= await chromium.connect(inject('chromium'));
      return openDesk(browser, options);
    };
    afterEach(async () => {
      for (const context of browser?.contexts() ?? []) await context.close();
    });
    afterAll(() => browser?.close());
    body(open);
  });
}
