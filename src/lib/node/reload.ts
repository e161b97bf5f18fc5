import { LoadError, type FileProblem } from './load-error.ts';
import { watchFolders } from './watch-folders.ts';

export type ReloadEvent =
  /** What is on disk now is in use. */
  | { readonly kind: 'loaded'; readonly what: ReloadedThing }
  /** Something on disk cannot be used as it stands; what it was before stays in use. */
  | { readonly kind: 'kept'; readonly what: ReloadedThing; readonly problems: readonly FileProblem[] }
  /** In use, and still not as it should be, such as a key that others can read. */
  | { readonly kind: 'warning'; readonly what: ReloadedThing; readonly problems: readonly FileProblem[] };

export type ReloadedThing = 'certificates' | 'trust';

export interface ReloadOptions {
  /** Reload when files change. Default: yes. `poll`: by looks alone. reload() does it at any time, on SIGHUP say. */
  readonly watch?: boolean | 'poll';
  /** Milliseconds without a further change before files are read. Default: 250. */
  readonly settle?: number;
  /** Milliseconds between looks at the files where their file system tells of no change. Default: 60,000; 0: never. */
  readonly poll?: number;
  readonly onEvent?: (event: ReloadEvent) => void;
}

export interface ReloadRequest {
  /** Take a revocation list that is older than the one in force. */
  readonly acceptOlderLists?: boolean;
}

/** Something read from files, that is read again. */
export interface Reloading {
  /** Reads everything anew. Never rejects for what is on disk: that is an event, and the old stays in use. */
  reload(request?: ReloadRequest): Promise<void>;
  /** Stops watching. */
  close(): void;
}

/** What one reading of the files came to. */
export interface Loaded<Value> {
  /** The one before, where nothing has changed. */
  readonly value: Value;
  /** What stays as it was before. */
  readonly kept: readonly FileProblem[];
  readonly warnings: readonly FileProblem[];
}

/**
 * Reads, watches and reads again, one reading at a time.
 *
 * @param load reads the files, given what is in use; throws LoadError where nothing can be made of them
 * @param paths what to watch, asked before each reading
 */
export async function keepLoaded<Value>(
  what: ReloadedThing,
  load: (current: Value | undefined, request: ReloadRequest) => Promise<Loaded<Value>>,
  paths: () => readonly string[],
  { watch = true, settle = 250, poll = 60_000, onEvent }: ReloadOptions,
): Promise<Reloading & { readonly current: Value }> {
  // Nobody waits for what a change of files has set off: it must not end the process.
  const inBackground = () => void reload().catch((error: Error) => process.emitWarning(error));
  const watching = watch
    ? watchFolders({ settle, poll, looksAlone: watch === 'poll' }, inBackground)
    : undefined;
  let current: Value;
  let last = Promise.resolve();

  async function readAll(isFirst: boolean, request: ReloadRequest = {}): Promise<void> {
    // Before reading: what changes while we read is then read again.
    await watching?.follow(paths());
    const { value, kept, warnings } = await load(isFirst ? undefined : current, request);
    if (isFirst && kept.length > 0) throw new LoadError(kept);
    const isNew = isFirst || value !== current;
    current = value;
    if (isNew && !isFirst) onEvent?.({ kind: 'loaded', what });
    if (kept.length > 0) onEvent?.({ kind: 'kept', what, problems: kept });
    if (isNew && warnings.length > 0) onEvent?.({ kind: 'warning', what, problems: warnings });
  }

  function reload(request?: ReloadRequest): Promise<void> {
    last = last
      .catch(() => {})
      .then(() => readAll(false, request))
      .catch((error: unknown) => {
        if (!(error instanceof LoadError)) throw error;
        onEvent?.({ kind: 'kept', what, problems: error.problems });
      });
    return last;
  }

  try {
    await readAll(true);
  } catch (error) {
    watching?.close();
    throw error;
  }
  return {
    get current() {
      return current;
    },
    reload,
    close: () => watching?.close(),
  };
}
