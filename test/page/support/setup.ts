import { existsSync } from 'node:fs';
import type { BrowserServer } from 'playwright';
import { chromium } from 'playwright';
import type { TestProject } from 'vitest/node';
import { launchOptions } from './desk.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the one Chromium of all page tests listens; empty where there is none. */
    readonly chromium: string;
  }
}

/** Starts one Chromium for every file of tests: starting it anew would take longer than most of them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: BrowserServer | undefined;
  if (existsSync(launchOptions.executablePath)) server = await chromium.launchServer(launchOptions);
  project.provide('chromium', server?.wsEndpoint() ?? '');
  return async () => server?.close();
}
