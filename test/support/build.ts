import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Why dist/ could not be built; empty where it could. */
    readonly buildFailure: string;
  }
}

/** Builds dist/ once before the tests that run it, when a source is newer. */
export function setup(project: TestProject): void {
  const build = join(import.meta.dirname, '../../tools/build.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [build, '--if-stale'], { encoding: 'utf8' });
  // Not thrown here: tests that need no built program run all the same, the others fail with this text.
  project.provide('buildFailure', status === 0 ? '' : `dist/ could not be built:\n${stdout}${stderr}`);
}
