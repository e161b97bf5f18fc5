import { watch, type FSWatcher } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** However busy a folder is, files are read after so many settling times. */
const patience = 10;

export interface FolderWatch {
  /** Watches what the paths lead to now, through links too. */
  follow(paths: readonly string[]): Promise<void>;
  close(): void;
}

/**
 * Tells of changes around files and folders, once it is quiet again. Folders are watched, not files: who replaces a file
 * by renaming, or turns a link, would get away otherwise.
 */
export function watchFolders(settle: number, onChange: () => void): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let changedAt: number | undefined;

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
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }

  function begin(folder: string): void {
    if (watchers.has(folder)) return;
    try {
      const watcher = watch(folder, { persistent: false }, onEvent);
      // Such as a folder that has been removed: the next reload looks for it again.
      watcher.on('error', () => unwatch(folder));
      watchers.set(folder, watcher);
    } catch {
      // What cannot be watched is still read by reload().
    }
  }

  return {
    async follow(paths) {
      const folders = new Set((await Promise.all(paths.map(foldersOf))).flat());
      for (const folder of watchers.keys()) if (!folders.has(folder)) unwatch(folder);
      for (const folder of folders) begin(folder);
    },
    close() {
      clearTimeout(timer);
      for (const folder of [...watchers.keys()]) unwatch(folder);
    },
  };
}

/** Where the path stands, and where it leads. */
async function foldersOf(path: string): Promise<readonly string[]> {
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) return [dirname(path)];
  const isFolder = (await stat(target).catch(() => undefined))?.isDirectory() ?? false;
  return [dirname(path), isFolder ? target : dirname(target)];
}
