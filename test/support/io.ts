import { posix } from 'node:path';
import { brokenHints } from './hints.ts';
import { run } from '../../src/cli/program/run.ts';
import type { FileOperations, FileSystem, Io, Network, ServedFile } from '../../src/cli/host/io.ts';
import { InputTooLarge, inputLimit } from '../../src/cli/host/read-limited.ts';
import type { Prompts } from '../../src/cli/host/prompts.ts';

export interface World {
  /** Path → content. Folders come into being with their files. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly env?: Readonly<Record<string, string>>;
  /** What is piped in. Without it stdin is empty and no terminal, unless `terminal` says so. */
  readonly stdin?: string | Uint8Array;
  /** Which streams are terminals; by default none. */
  readonly terminal?: readonly ('stdin' | 'stdout' | 'stderr')[];
  readonly columns?: number;
  readonly now?: string;
  readonly platform?: string;
  /** Answers to prompts, in order; a prompt without an answer fails the test. */
  readonly answers?: readonly (string | boolean)[];
  readonly crypto?: Crypto;
  /** The system has a program that opens files. */
  readonly opensFiles?: boolean;
  readonly takenPort?: number;
  /** Owners of locks that are alive. */
  readonly running?: readonly string[];
  /** Without it, a command that wants to use the network fails the test. */
  readonly network?: Network;
}

export interface RunOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What the run left behind, by normalised path. */
  readonly files: ReadonlyMap<string, MemoryFile>;
  /** The questions asked. */
  readonly questions: readonly string[];
  /** Files handed to the program the system has for them. */
  readonly opened: readonly string[];
  readonly served: readonly ServedFile[];
}

export interface MemoryFile {
  readonly content: Uint8Array;
  readonly mode: number;
}

/** Runs one call in-process, in a world of its own. What it suggests on stderr must be what the program takes. */
export async function expcertIn(world: World, ...argv: readonly string[]): Promise<RunOutcome> {
  const fake = fakeIo(world);
  const code = await run(argv, fake.io);
  const broken = await brokenHints(argv, fake.stderr());
  if (broken.length > 0) throw new Error(`${broken.join('; ')}: of expcert ${argv.join(' ')}`);
  return {
    code,
    stdout: fake.stdout(),
    stderr: fake.stderr(),
    files: fake.fs.files,
    questions: fake.questions,
    opened: fake.opened,
    served: fake.served,
  };
}

export function fakeIo(world: World = {}) {
  const written = { stdout: '', stderr: '' };
  const controller = new AbortController();
  const fs = memoryFileSystem(world.files ?? {});
  const questions: string[] = [];
  const opened: string[] = [];
  const served: ServedFile[] = [];
  const isTerminal = (stream: 'stdin' | 'stdout' | 'stderr') => world.terminal?.includes(stream) ?? false;
  const output = (stream: 'stdout' | 'stderr') => ({
    isTerminal: isTerminal(stream),
    columns: isTerminal(stream) ? (world.columns ?? 100) : undefined,
    write: (text: string) => void (written[stream] += text),
  });
  const io: Io = {
    env: { LANG: 'C.UTF-8', ...world.env },
    platform: world.platform ?? 'linux',
    fs,
    stdin: {
      isTerminal: isTerminal('stdin'),
      read: async (limit) => atMost(limit, bytes(world.stdin ?? '')),
    },
    stdout: output('stdout'),
    stderr: output('stderr'),
    signal: controller.signal,
    crypto: world.crypto ?? globalThis.crypto,
    readDescriptor: async (_, limit) => atMost(limit, bytes(world.stdin ?? '')),
    pageFile: '/expcert/page/expcert.html',
    gatherInThreads: async (files, { here }) => here(files),
    openFile: async (path) => {
      if (world.opensFiles) opened.push(path);
      return world.opensFiles ?? false;
    },
    serve: async (file, port) => {
      if (port === world.takenPort) throw Object.assign(new Error('in use'), { code: 'EADDRINUSE' });
      served.push(file);
      return { port: port === 0 ? 40_000 : port, closed: Promise.resolve() };
    },
    now: () => new Date(world.now ?? '2026-11-22T10:00:00Z'),
    processes: async () => ({
      own: 'boot-1',
      isRunning: (owner) => world.running?.includes(owner) ?? false,
    }),
    wait: async () => {},
    cores: () => 2,
    prompts: async () => answering([...(world.answers ?? [])], questions),
    network: async () => {
      if (world.network) return world.network;
      throw new Error('this call was not meant to use the network');
    },
  };
  return {
    io,
    fs,
    questions,
    opened,
    served,
    interrupt: () => controller.abort(),
    stdout: () => written.stdout,
    stderr: () => written.stderr,
  };
}

function answering(answers: (string | boolean)[], questions: string[]): Prompts {
  async function next<Answer>({ message }: { message: string }): Promise<Answer> {
    questions.push(message);
    if (answers.length === 0) throw new Error(`nobody answers "${message}"`);
    return answers.shift() as Answer;
  }
  return {
    text: async (question) => {
      const answer = await next<string>(question);
      const complaint = question.validate?.(answer);
      if (complaint !== undefined)
        throw new Error(`"${question.message}" does not take "${answer}": ${complaint}`);
      return answer;
    },
    password: next,
    confirm: next,
    select: next,
  };
}

interface MemoryFileSystem extends FileSystem {
  readonly files: Map<string, MemoryFile>;
  readonly folders: Map<string, number>;
}

/** Files and folders in memory, with the failures of the real ones. */
function memoryFileSystem(initial: NonNullable<World['files']>): MemoryFileSystem {
  const files = new Map<string, MemoryFile>();
  const folders = new Map<string, number>([
    ['.', 0o755],
    ['/', 0o755],
  ]);
  for (const [path, content] of Object.entries(initial)) {
    makeFolders(posix.dirname(posix.normalize(path)), 0o755);
    files.set(posix.normalize(path), { content: bytes(content), mode: 0o644 });
  }

  function makeFolders(path: string, mode: number): void {
    if (folders.has(path)) return;
    makeFolders(posix.dirname(path), mode);
    folders.set(path, mode);
  }
  function existing(path: string): MemoryFile {
    const file = files.get(trimmed(path));
    if (file) return file;
    throw failure(folders.has(trimmed(path)) ? 'EISDIR' : 'ENOENT', path);
  }
  function put(path: string, file: MemoryFile): void {
    if (!folders.has(posix.dirname(trimmed(path)))) throw failure('ENOENT', path);
    files.set(trimmed(path), file);
  }
  function renameFolder(from: string, to: string): void {
    for (const map of [folders, files] as Map<string, unknown>[]) {
      for (const [path, each] of [...map]) {
        if (path !== from && !path.startsWith(`${from}/`)) continue;
        map.delete(path);
        map.set(to + path.slice(from.length), each);
      }
    }
  }
  const isTaken = (path: string) => files.has(trimmed(path)) || folders.has(trimmed(path));

  const atOnce: FileOperations = {
    create(path, content, mode) {
      if (isTaken(path)) throw failure('EEXIST', path);
      put(path, { content: bytes(content), mode });
    },
    makeFolder(path, mode) {
      if (isTaken(path)) throw failure('EEXIST', path);
      if (!folders.has(posix.dirname(trimmed(path)))) throw failure('ENOENT', path);
      folders.set(trimmed(path), mode);
    },
    rename(from, to) {
      if (isTaken(to)) throw failure('EEXIST', to);
      if (folders.has(trimmed(from))) return renameFolder(trimmed(from), trimmed(to));
      put(to, existing(from));
      files.delete(trimmed(from));
    },
    remove(path) {
      existing(path);
      files.delete(trimmed(path));
    },
    append(path, content) {
      const before = existing(path);
      put(path, { ...before, content: bytes(new TextDecoder().decode(before.content) + content) });
    },
    replace(path, content, mode) {
      put(path, { content: bytes(content), mode });
    },
    removeFolder(path) {
      if (!folders.delete(trimmed(path))) throw failure('ENOENT', path);
    },
  };

  return {
    files,
    folders,
    read: async (path, limit = inputLimit) => atMost(limit, existing(path).content),
    async status(path) {
      const file = files.get(trimmed(path));
      const folder = folders.get(trimmed(path));
      const modified = new Date('2026-10-02T08:00:00Z');
      if (file) return { kind: 'file', mode: file.mode, size: file.content.length, modified };
      return folder === undefined ? undefined : { kind: 'folder', mode: folder, size: 0, modified };
    },
    async list(folder) {
      if (!folders.has(trimmed(folder)))
        throw failure(files.has(trimmed(folder)) ? 'ENOTDIR' : 'ENOENT', folder);
      const inside = [...files.keys(), ...folders.keys()].filter(
        (path) => path !== trimmed(folder) && posix.dirname(path) === trimmed(folder),
      );
      return inside.map((path) => posix.basename(path)).sort();
    },
    atOnce,
  };
}

const trimmed = (path: string) => posix.normalize(path).replace(/(?<=.)\/$/, '');

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

function atMost(limit: number, content: Uint8Array): Uint8Array {
  if (content.length > limit) throw new InputTooLarge(limit);
  return content;
}

function bytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
