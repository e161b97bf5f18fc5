import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { inject } from 'vitest';

/** The built program, as a user would start it. */
export const program = join(import.meta.dirname, '../../dist/cli/main.js');

export interface CliOptions {
  /** Current folder; by default the project's. */
  readonly cwd?: string;
  /** Laid over a small fixed environment: the tests do not see the developer's own settings. */
  readonly env?: Readonly<Record<string, string>>;
  /** What comes on stdin; without it stdin is empty. */
  readonly input?: string | Uint8Array;
  /** Octal, as `umask` takes it: `000`, `077`. */
  readonly umask?: string;
  /** Sent once stderr or stdout has shown this text, or after this many milliseconds. */
  readonly signal?: { readonly name: NodeJS.Signals; readonly after: string | number };
}

export interface CliResult {
  /** Exit code; null when a signal ended the program. */
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const root = join(import.meta.dirname, '../..');
const baseEnvironment = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  LANG: 'C.UTF-8',
  LC_ALL: 'C.UTF-8',
};

/** Runs the built `expcert` to its end, without a terminal. */
export function expcert(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const failure = inject('buildFailure');
  if (failure) return Promise.reject(new Error(failure));
  const command = [process.execPath, program, ...args];
  const [file, ...rest] =
    options.umask === undefined
      ? command
      : ['/bin/sh', '-c', 'umask "$0" && exec "$@"', options.umask, ...command];
  const child = spawn(file!, rest, {
    cwd: options.cwd ?? root,
    env: { ...baseEnvironment, ...options.env },
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  const interrupt = interrupter(options.signal, (name) => child.kill(name));
  child.stdout.on('data', (data: Buffer) => interrupt(stdout, data));
  child.stderr.on('data', (data: Buffer) => interrupt(stderr, data));
  // A program may end without reading what it was given.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) =>
      resolve({
        status,
        signal,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      }),
    );
  });
}

function interrupter(signal: CliOptions['signal'], send: (name: NodeJS.Signals) => void) {
  let sent = false;
  if (typeof signal?.after === 'number') setTimeout(() => send(signal.name), signal.after);
  return (output: Buffer[], data: Buffer): void => {
    output.push(data);
    if (sent || typeof signal?.after !== 'string') return;
    if (!Buffer.concat(output).includes(signal.after)) return;
    sent = true;
    send(signal.name);
  };
}
