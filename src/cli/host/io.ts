import type { SrvRecord } from 'node:dns';
import type { Ask } from '../../lib/index.ts';
import type { probe } from '../../lib/node/index.ts';
import type { FileToCheck } from '../../lib/front.ts';
import type { CheckFacts } from '../../lib/index.ts';
import type { ThreadSettings } from './gather-threads.ts';
import type { Prompts } from './prompts.ts';

export interface FileStatus {
  readonly kind: 'file' | 'folder' | 'other';
  /** Permission bits, such as 0o600. */
  readonly mode: number;
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
  /** The same for two paths that lead to one file or folder; absent where the system has no such number. */
  readonly identity?: string;
}

/**
 * The file system as the commands use it. Paths are relative to the current folder. Failures are Node's own
 * errors, with `code` `ENOENT`, `EACCES`, `EEXIST` and so on.
 */
export interface FileSystem {
  /** A file whole; InputTooLarge where it is larger than `limit` octets, by default `inputLimit`. */
  read(path: string, limit?: number): Promise<Uint8Array>;
  /** Follows links; undefined where nothing of that name exists. */
  status(path: string): Promise<FileStatus | undefined>;
  /** The names in a folder, sorted. */
  list(folder: string): Promise<string[]>;
  /** Everything that writes. */
  readonly atOnce: FileOperations;
}

/**
 * Operations that give way to nothing, not even to Ctrl-C, so that files come into being together or not at all:
 * commands write through file-set.ts. The same failures as above.
 */
export interface FileOperations {
  /**
   * Creates exclusively (O_EXCL); what cannot be written whole is removed again. A mode without rights for
   * others is kept whatever the umask says.
   */
  create(path: string, content: string | Uint8Array, mode: number): void;
  /** Makes one folder with exactly this mode: EEXIST where the name is taken, ENOENT without the one above. */
  makeFolder(path: string, mode: number): void;
  /** EEXIST where `to` exists: nothing is ever replaced. A link is renamed, not what it leads to. */
  rename(from: string, to: string): void;
  remove(path: string): void;
  /** Adds to the end of a file that is there, and waits until the disk has it. */
  append(path: string, content: string): void;
  /** Puts a file in the place of another, or of none: whoever looks sees the one or the other whole. */
  replace(path: string, content: string | Uint8Array, mode: number): void;
  removeFolder(path: string): void;
}

export interface Input {
  readonly isTerminal: boolean;
  /** Everything up to the end of the stream; InputTooLarge, and reading stops, beyond `limit` octets. */
  read(limit: number): Promise<Uint8Array>;
}

export interface Output {
  readonly isTerminal: boolean;
  /** Width in columns; undefined where it is no terminal. */
  readonly columns?: number | undefined;
  write(text: string): void;
}

/** A file as a server hands it out. */
export interface ServedFile {
  readonly content: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** A server on 127.0.0.1. */
export interface Serving {
  readonly port: number;
  /** Fulfilled once it no longer listens: after Ctrl-C. */
  readonly closed: Promise<void>;
}

/** What a command may do on the network; only those that say so ask for it. */
export interface Network {
  /** Rejects with an error of node:dns: `ENOTFOUND`, `ENODATA`, `ESERVFAIL`, `ETIMEOUT`, … */
  resolveSrv(name: string): Promise<readonly SrvRecord[]>;
  /** @param resolver `10.0.0.53:53`; undefined: the resolvers of this machine. At most 20 questions are on their way at once. */
  askDns(resolver: string | undefined): Ask;
  readonly probe: typeof probe;
}

/** Who holds a lock: names a process of this machine, since it was started. */
export interface Processes {
  readonly own: string;
  /** false only where it is certain that the process is no more. */
  isRunning(owner: string): boolean;
}

/** All that a run sees of the world: tests hand in their own. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly fs: FileSystem;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly crypto: Crypto;
  /** Files of secrets opened by the caller: `--key-passphrase-fd N`. */
  readDescriptor(descriptor: number, limit: number): Promise<Uint8Array>;
  /** Path of the built page, whether it is there or not. */
  readonly pageFile: string;
  /** Runs gather() in threads, as far as files hold nothing but what is public. */
  gatherInThreads(
    files: readonly FileToCheck[],
    settings: Omit<ThreadSettings, 'program' | 'signal'>,
  ): Promise<CheckFacts>;
  /** Opens a file with the program the system has for it; false where none could be started. */
  openFile(path: string): Promise<boolean>;
  /** Serves one file to this machine until Ctrl-C; port 0 is any that is free. Rejects as Node does: EADDRINUSE. */
  serve(file: ServedFile, port: number): Promise<Serving>;
  now(): Date;
  /** Loaded by commands that lock what they write. */
  processes(): Promise<Processes>;
  /** Resolves after so many milliseconds. */
  wait(milliseconds: number): Promise<void>;
  /** How many jobs the machine runs at once. */
  cores(): number;
  /** Loaded when the first question is asked; only called where both stdin and stderr are terminals. */
  prompts(): Promise<Prompts>;
  /** Loaded by `federation check` alone. */
  network(): Promise<Network>;
}
