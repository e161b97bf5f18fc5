import { watch, type FSWatcher } from 'node:fs';
import { identityOf, stateOf, waypointsOf, type Names } from './waypoints.ts';

/** However busy a folder is, files are read after so many settling times. */
const patience = 10;

export interface FolderWatch {
  /** Watches what the paths lead to now, through links too. */
  follow(paths: readonly string[]): Promise<void>;
  close(): void;
}

export interface WatchTimes {
  /** Milliseconds without a further change before it is told. */
  readonly settle: number;
  /** Milliseconds between looks at the files themselves: not every file system tells. 0: none. */
  readonly poll: number;
  readonly looksAlone: boolean;
}

interface Watched {
  readonly watcher: FSWatcher;
  readonly identity: string;
  names: Names;
}

/**
 * Tells of changes around files and folders, once it is quiet again. Folders are watched, not files: who replaces a file
 * by renaming, or turns a link, would get away otherwise.
 */
export function watchFolders({ settle, poll, looksAlone }: WatchTimes, onChange: () => void): FolderWatch {
  const watched = new Map<string, Watched>();
  let timer: NodeJS.Timeout | undefined;
  let changedAt: number | undefined;
  let followed: { readonly paths: readonly string[]; readonly state: string } | undefined;
  let isClosed = false;

  function onEvent(): void {
    const now = performance.now();
    changedAt ??= now;
    if (timer && now - changedAt > settle * patience) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = changedAt = undefined;
      onChange();
    }, settle);
    timer.unref();
  }

  function unwatch(folder: string): void {
    watched.get(folder)?.watcher.close();
    watched.delete(folder);
  }

  async function begin(folder: string, names: Names): Promise<void> {
    const identity = (await identityOf(folder)) ?? '';
    const known = watched.get(folder);
    if (known?.identity === identity) {
      known.names = names;
      return;
    }
    unwatch(folder);
    if (isClosed) return;
    try {
      const watcher = watch(folder, { persistent: false }, (_kind, name) => {
        const wanted = watched.get(folder)?.names ?? 'all';
        if (name === null || wanted === 'all' || wanted.has(name)) onEvent();
      });
      // Such as a folder that has been removed: the next reload looks for it again.
      watcher.on('error', () => unwatch(folder));
      watched.set(folder, { watcher, identity, names });
    } catch {
      // What cannot be watched is looked at now and then.
    }
  }

  async function look(): Promise<void> {
    const before = followed;
    if (!before || timer) return;
    if ((await stateOf(before.paths)) !== before.state && before === followed) onEvent();
  }

  const looking = poll > 0 ? setInterval(() => void look().catch(() => {}), poll) : undefined;
  looking?.unref();

  return {
    async follow(paths) {
      const folders = looksAlone ? new Map<string, Names>() : await waypointsOf(paths);
      for (const folder of [...watched.keys()]) if (!folders.has(folder)) unwatch(folder);
      for (const [folder, names] of folders) await begin(folder, names);
      followed = { paths, state: await stateOf(paths) };
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      clearInterval(looking);
      for (const folder of [...watched.keys()]) unwatch(folder);
    },
  };
}
