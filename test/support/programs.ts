import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { describe } from 'vitest';

const versionFlag: Readonly<Record<string, string>> = {
  openssl: 'version',
  keytool: '-help',
  javac: '-version',
  pdftotext: '-v',
  setsid: '--version',
  // With --version these start as servers.
  prosody: '--help',
  named: '-v',
  'named-checkzone': '-v',
  ejabberdctl: 'help',
};

function isInstalled(program: string): boolean {
  return spawnSync(program, [versionFlag[program] ?? '--version'], { stdio: 'ignore' }).error === undefined;
}

/**
 * A group of tests that needs outside programs: visibly skipped where one is absent, failed there when
 * REQUIRE_ALL=1 says that everything must run.
 */
export function describeWith(programs: string | readonly string[], title: string, body: () => void): void {
  const missing = [programs].flat().filter((program) => !isInstalled(program));
  if (missing.length === 0) {
    describe(title, body);
    return;
  }
  if (process.env['REQUIRE_ALL'] === '1') throw new Error(`${title}: ${missing.join(', ')} not installed`);
  describe.skip(`${title} (skipped: ${missing.join(', ')} not installed)`, body);
}

export interface Output {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Without CI: it changes what expcert does where it runs in a shell. */
const { CI: _, ...environment } = process.env;

/** Runs a program to its end; text in, text out. */
export function runProgram(
  program: string,
  args: readonly string[],
  input: string | Uint8Array = '',
): Output {
  const done: SpawnSyncReturns<Buffer> = spawnSync(program, args, {
    input,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...environment, LC_ALL: 'C.UTF-8' },
  });
  if (done.error) throw done.error;
  return { status: done.status, stdout: done.stdout.toString(), stderr: done.stderr.toString() };
}
