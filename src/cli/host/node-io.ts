import { createReadStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { isatty } from 'node:tty';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { fileSystemReason } from './file-system-reason.ts';
import { Interrupted } from '../program/command-error.ts';
import type { Io, Output } from './io.ts';
import { nodeFileSystem } from './node-file-system.ts';
import { collectLimited } from './read-limited.ts';

/**
 * The world as Node has it. The streams are only opened when they are used: each costs start-up time.
 *
 * @param program address of the program's first file; the page is built into the folder beside
 */
export function nodeIo(process: NodeJS.Process, program: string): Io {
  const { signal } = interruption(process);
  return {
    env: process.env,
    platform: process.platform,
    fs: nodeFileSystem,
    stdin: { isTerminal: isatty(0), read: (limit) => readAll(process.stdin, limit, signal) },
    stdout: output(
      () => process.stdout,
      isatty(1),
      (error) => sayUnwritten(error, process),
    ),
    stderr: output(
      () => process.stderr,
      isatty(2),
      () => {},
    ),
    signal,
    crypto: globalThis.crypto,
    readDescriptor: (fd, limit) => readAll(createReadStream('', { fd }), limit, signal),
    pageFile: fileURLToPath(new URL('../../page/expcert.html', program)),
    gatherInThreads: async (files, settings) =>
      (await import('./gather-threads.ts')).gatherInThreads(files, {
        ...settings,
        program: new URL('gather-thread.js', program),
        signal,
      }),
    openFile: async (path) => (await import('./node-page.ts')).openFile(path, process.platform),
    serve: async (file, port) => (await import('./node-page.ts')).serveFile(file, port, signal),
    now: () => new Date(),
    processes: async () => (await import('./node-processes.ts')).nodeProcesses(process),
    wait: (milliseconds) => sleep(milliseconds),
    cores: availableParallelism,
    prompts: async () =>
      (await import('./clack-prompts.ts')).clackPrompts(process.stdin, process.stderr, signal),
    network: async () => (await import('./node-network.ts')).nodeNetwork(signal),
  };
}

/** The first Ctrl-C lets a command clean up, the second ends it at once. */
function interruption(process: NodeJS.Process): AbortController {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort(new Interrupted());
    });
  }
  return controller;
}

/** A result that is lost is not exit 0; the stream says so after the run, so the code is set at the very end. */
function sayUnwritten(error: Error, process: NodeJS.Process): void {
  process.stderr.write(
    `error: the result could not be written: ${fileSystemReason(error)}\nexit 4: refused\n`,
  );
  process.once('exit', () => (process.exitCode = 4));
}

function output(
  open: () => NodeJS.WriteStream,
  isTerminal: boolean,
  unwritten: (error: NodeJS.ErrnoException) => void,
): Output {
  let stream: NodeJS.WriteStream | undefined;
  let isLost = false;
  function opened(): NodeJS.WriteStream {
    return (stream ??= open().on('error', (error: NodeJS.ErrnoException) => {
      // The reader may have gone (`| head`): what is left to say interests nobody.
      if (!isLost && error.code !== 'EPIPE') unwritten(error);
      isLost = true;
    }));
  }
  return {
    isTerminal,
    get columns() {
      return isTerminal ? opened().columns : undefined;
    },
    write: (text) => {
      if (!isLost && text !== '') opened().write(text);
    },
  };
}

async function readAll(stream: Readable, limit: number, signal: AbortSignal): Promise<Uint8Array> {
  const stop = () => void stream.destroy(new Interrupted());
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await collectLimited(stream, limit);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
