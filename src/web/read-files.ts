import type { InputFile } from '../lib/front.ts';
import { fileLimits } from './state/files.ts';

/** A file that was dropped or chosen, before anything is read of it. */
export interface FoundFile {
  readonly path: string;
  readonly file: File;
}

/** The files of a file chooser; those of a folder with their path in it, in the order of the paths. */
export const chosenFiles = (list: FileList | null): FoundFile[] =>
  [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file })).sort(byPath);

/** Browsers list a folder in any order; the same folder is to give the same result, here and on the command line. */
const byPath = (a: FoundFile, b: FoundFile): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** What was dropped. */
export interface Dropped {
  readonly files: readonly FoundFile[];
  /** Folders that the browser does not open to the page: none are to a sealed one, in which it lets choose them. */
  readonly closedFolders: readonly string[];
}

/** Everything that was dropped, folders with all that is in them. */
export async function droppedFiles(data: DataTransfer): Promise<Dropped> {
  const files: FoundFile[] = [];
  const folders: FileSystemDirectoryEntry[] = [];
  // The list is emptied as soon as the event is over: all is taken before anything is waited for. An entry would
  // also give its file, but not in a sealed page.
  for (const item of data.items) {
    const entry = item.webkitGetAsEntry?.();
    const file = entry?.isDirectory ? null : item.getAsFile();
    if (entry?.isDirectory) folders.push(entry as FileSystemDirectoryEntry);
    if (file) files.push({ path: file.name, file });
  }
  const closedFolders: string[] = [];
  for (const folder of folders) {
    try {
      files.push(...(await folderFiles(folder)).sort(byPath));
    } catch {
      closedFolders.push(folder.name);
    }
  }
  return { files, closedFolders };
}

async function filesOf(entry: FileSystemEntry): Promise<FoundFile[]> {
  if (entry.isDirectory) return folderFiles(entry as FileSystemDirectoryEntry);
  const file = await new Promise<File>((resolve, reject) =>
    (entry as FileSystemFileEntry).file(resolve, reject),
  );
  return [{ path: entry.fullPath.replace(/^\//, ''), file }];
}

async function folderFiles(folder: FileSystemDirectoryEntry): Promise<FoundFile[]> {
  const reader = folder.createReader();
  const found: FoundFile[] = [];
  for (;;) {
    // A folder is handed over in portions of a hundred; an empty one ends it.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return found;
    found.push(...(await Promise.all(entries.map(filesOf))).flat());
  }
}

export interface ReadFiles {
  readonly files: readonly InputFile[];
  /** Paths of those that are too much at once, or could not be read. */
  readonly leftOut: readonly string[];
}

/** Reads as many of them as the page takes at once: what is beyond is never in memory. */
export async function readFiles(
  found: readonly FoundFile[],
  onStep: (done: number, name: string) => void,
): Promise<ReadFiles> {
  const files: InputFile[] = [];
  const leftOut: string[] = [];
  let bytes = 0;
  for (let at = 0; at < found.length; at += atOnce) {
    onStep(at, found[at]!.path);
    const taken: FoundFile[] = [];
    for (const each of found.slice(at, at + atOnce)) {
      // Asking for a size waits for the disk: done for all at once, it would hold up the page.
      const size = files.length + taken.length < fileLimits.files ? each.file.size : Infinity;
      if (bytes + size > fileLimits.bytes) {
        leftOut.push(each.path);
        continue;
      }
      taken.push(each);
      bytes += size;
    }
    const contents = await Promise.all(taken.map(({ file }) => contentOf(file)));
    for (const [i, { path }] of taken.entries()) {
      const content = contents[i];
      if (content) files.push({ path, bytes: content });
      else leftOut.push(path);
    }
  }
  return { files, leftOut };
}

/** How many are read side by side. */
const atOnce = 25;

async function contentOf(file: File): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    // It was moved or is locked: told with those that are left out.
    return undefined;
  }
}
