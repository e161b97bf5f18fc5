import { Worker } from 'node:worker_threads';
import { isPublicPem, mergeAllFacts, type FileToCheck } from '../../lib/front.ts';
import type { CheckFacts } from '../../lib/index.ts';
import { Interrupted } from '../program/command-error.ts';

/** What a thread is given when it starts. */
export interface ThreadData {
  /** The number of the file in its part that the thread is at: it stays when the thread does not. */
  readonly at: Int32Array;
}

/** What comes back for one part of the files. */
export interface ThreadAnswer {
  readonly facts: CheckFacts;
}

export interface ThreadSettings {
  readonly jobs: number;
  /** The program of a thread: the built gather-thread.ts. */
  readonly program: URL;
  readonly signal: AbortSignal;
  /** Gathers what goes to no thread. */
  readonly here: (files: readonly FileToCheck[]) => Promise<CheckFacts>;
  readonly onProgress: (done: number, total: number) => void;
}

/** Files that a thread is given at a time. */
const partLength = 100;

/**
 * gather() in threads, with the same facts. Threads are given what is public for certain; whatever may hold a key, and with
 * it every passphrase, stays here.
 */
export async function gatherInThreads(
  files: readonly FileToCheck[],
  settings: ThreadSettings,
): Promise<CheckFacts> {
  const isPublic = new Map(files.map((file) => [file, isPublicPem(file.bytes)]));
  const shared = files.filter((file) => isPublic.get(file));
  const own = files.filter((file) => !isPublic.get(file));
  const parts = Array.from({ length: Math.ceil(shared.length / partLength) }, (_, at) =>
    shared.slice(at * partLength, (at + 1) * partLength),
  );
  const waiting = parts.values();
  const facts: CheckFacts[] = [];
  const told = (found: CheckFacts): void => {
    facts.push(found);
    settings.onProgress(Math.min(facts.length * partLength, shared.length), shared.length);
  };
  const stop = new AbortController();
  const signal = AbortSignal.any([settings.signal, stop.signal]);
  const threads = Array.from({ length: Math.min(settings.jobs, parts.length) }, () =>
    runThread(waiting, told, { ...settings, signal }),
  );
  try {
    const [ownFacts] = await Promise.all([settings.here(own), ...threads]);
    return mergeAllFacts([ownFacts, ...facts]);
  } finally {
    stop.abort();
    await Promise.allSettled(threads);
  }
}

/** One thread, which takes parts as long as there are any. */
function runThread(
  waiting: Iterator<readonly FileToCheck[]>,
  told: (facts: CheckFacts) => void,
  { program, signal }: Pick<ThreadSettings, 'program' | 'signal'>,
): Promise<void> {
  const at = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(program, { workerData: { at } satisfies ThreadData });
  let part: readonly FileToCheck[] = [];
  return new Promise<void>((resolve, reject) => {
    const next = (): void => {
      const { done, value } = waiting.next();
      if (done) return resolve();
      part = value;
      worker.postMessage(part);
    };
    const fail = (cause: Error): void => reject(crashAt(part[Atomics.load(at, 0)]?.path, cause));
    worker.on('message', ({ facts }: ThreadAnswer) => {
      told(facts);
      next();
    });
    worker.on('error', fail);
    worker.on('exit', (code) => fail(new Error(`a thread ended with ${code}`)));
    signal.addEventListener('abort', () => reject(new Interrupted()), { once: true });
    next();
  }).finally(() => worker.terminate());
}

/** The same defect as in one thread, with the file at which it showed. */
function crashAt(path: string | undefined, cause: Error): Error {
  const crash = new Error(path === undefined ? cause.message : `${path}: ${cause.message}`, { cause });
  if (cause.stack !== undefined) crash.stack = cause.stack;
  return crash;
}
