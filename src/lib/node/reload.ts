import type { Finding } from '../index.ts';
import { LoadError, type FileProblem } from './load-error.ts';
import { tell } from './tell.ts';
import { watchFolders } from './watch-folders.ts';

/** What became of a reload. */
export type ReloadEvent =
  /** What is on disk now is in use. */
  | {
      readonly kind: 'loaded';
      readonly what: ReloadedThing;
      /** Subjects of trusted CAs that have come and gone; of trust alone. */
      readonly added?: readonly string[];
      readonly removed?: readonly string[];
    }
  /** Something on disk cannot be used as it stands; what it was before stays in use. */
  | { readonly kind: 'kept'; readonly what: ReloadedThing; readonly problems: readonly FileProblem[] }
  /** In use, and not as it should be: told when it is loaded or comes to be so, and once a day. */
  | { readonly kind: 'warning'; readonly what: ReloadedThing; readonly findings: readonly Finding[] };

/** What is loaded from files. */
export type ReloadedThing = 'certificates' | 'trust';

/** How what is loaded is kept up to date. */
export interface ReloadOptions {
  /** Reload when files change. Default: yes. `poll`: by looks alone. reload() does it at any time, on SIGHUP say. */
  readonly watch?: boolean | 'poll';
  /** Milliseconds without a further change before files are read. Default: 250. */
  readonly settle?: number;
  /** Milliseconds between looks at the files where their file system tells of no change. Default: 60,000; 0: never. */
  readonly poll?: number;
  /**
   * Milliseconds since 1970: what is loaded, and what comes to an end while it is in use, is judged by its dates. Default:
   * Date.now.
   */
  readonly now?: () => number;
  readonly onEvent?: (event: ReloadEvent) => void;
}

/** What to take when something is loaded again. */
export interface ReloadRequest {
  /** Take a revocation list that is older than the one in force. */
  readonly acceptOlderLists?: boolean;
}

/** Something read from files, that is read again. */
export interface Reloading {
  /** Reads everything anew. Never rejects for what is on disk: that is an event, and the old stays in use. */
  reload(request?: ReloadRequest): Promise<void>;
  /** Calls the listener whenever something else is in use; gives the function that ends it. */
  onLoaded(listener: () => void): () => void;
  /** Stops watching. */
  close(): void;
}

/** What one reading of the files came to. */
export interface Loaded<Value> {
  /** The one before, where nothing has changed. */
  readonly value: Value;
  /** What stays as it was before. */
  readonly kept: readonly FileProblem[];
  readonly changes?: { readonly added?: readonly string[]; readonly removed?: readonly string[] };
}

/** How something is read, and what speaks against it. */
export interface Means<Value> {
  /** Reads the files, given what is in use; throws LoadError where nothing can be made of them. */
  readonly load: (current: Value | undefined, request: ReloadRequest) => Promise<Loaded<Value>>;
  readonly judge: (value: Value) => Promise<readonly Finding[]>;
}

/** Dates that nobody looks at would be the one thing that fails without a word. */
export const systemTime = (): number => Date.now();

const anHour = 60 * 60 * 1000;
const aDay = 24 * anHour;

/**
 * Reads, watches and reads again, one reading at a time.
 *
 * @param paths what to watch, asked before each reading
 */
export async function keepLoaded<Value>(
  what: ReloadedThing,
  { load, judge }: Means<Value>,
  paths: () => readonly string[],
  { watch = true, settle = 250, poll = 60_000, now = systemTime, onEvent }: ReloadOptions,
): Promise<Reloading & { readonly current: Value }> {
  // Nobody waits for what a change of files has set off: it must not end the process.
  const inBackground = () => void reload().catch((error: Error) => process.emitWarning(error));
  const watching = watch
    ? watchFolders({ settle, poll, looksAlone: watch === 'poll' }, inBackground)
    : undefined;
  let current: Value;
  let last = Promise.resolve();
  const listeners = new Set<() => void>();
  const toldAt = new Map<string, number>();

  async function readAll(isFirst: boolean, request: ReloadRequest = {}): Promise<void> {
    // Before reading: what changes while we read is then read again.
    await watching?.follow(paths());
    const { value, kept, changes } = await load(isFirst ? undefined : current, request);
    if (isFirst && kept.length > 0) throw new LoadError(kept);
    const isNew = isFirst || value !== current;
    current = value;
    if (isNew && !isFirst) {
      tell(onEvent, { kind: 'loaded', what, ...changes });
      for (const listener of [...listeners]) tell(listener, undefined);
    }
    if (kept.length > 0) tell(onEvent, { kind: 'kept', what, problems: kept });
    await look(isNew);
  }

  /** Tells what is new, or was told a day ago. */
  async function look(isNew: boolean): Promise<void> {
    if (isNew) toldAt.clear();
    const findings = (await judge(current)).filter(({ severity, code, params, subject }) => {
      // Numbers are days that count down.
      const values = Object.values(params).filter((value) => typeof value !== 'number');
      const key = JSON.stringify([code, subject, values]);
      const time = now();
      if (severity === 'notice' || time - (toldAt.get(key) ?? -Infinity) < aDay) return false;
      toldAt.set(key, time);
      return true;
    });
    if (findings.length > 0) tell(onEvent, { kind: 'warning', what, findings });
  }

  function reload(request?: ReloadRequest): Promise<void> {
    last = last
      .catch(() => {})
      .then(() => readAll(false, request))
      .catch((error: unknown) => {
        if (!(error instanceof LoadError)) throw error;
        tell(onEvent, { kind: 'kept', what, problems: error.problems });
      });
    return last;
  }

  try {
    await readAll(true);
  } catch (error) {
    watching?.close();
    throw error;
  }
  // What was not yet valid may have become so.
  const looking = setInterval(inBackground, anHour).unref();
  return {
    get current() {
      return current;
    },
    reload,
    onLoaded(listener) {
      // One of its own, in case somebody adds the same function twice.
      const own = () => listener();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    close() {
      watching?.close();
      clearInterval(looking);
    },
  };
}
