import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

let lastRun: Promise<unknown> = Promise.resolve();
let inputs = 0;

/** A Java machine that starts sooner, at the price of speed nobody needs here. */
const quickStart = ['-J-XX:TieredStopAtLevel=1', '-J-XX:+UseSerialGC'];

/**
 * What keytool prints. Runs one at a time: each starts a Java machine that wants both cores for half a second.
 *
 * @param folder for the input file: keytool wants one where openssl takes stdin
 */
export function keytoolOutput(folder: string, args: readonly string[], input?: string): Promise<string> {
  const all = [...quickStart, ...args];
  if (input !== undefined) {
    const path = join(folder, `keytool-input-${++inputs}`);
    writeFileSync(path, input);
    all.push(args.includes('-gencert') ? '-infile' : '-file', path);
  }
  const run = lastRun.then(async () => (await promisify(execFile)('keytool', all)).stdout);
  lastRun = run.catch(() => {});
  return run;
}
