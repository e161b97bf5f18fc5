import type { InputFile } from '../lib/index.ts';

/** The files of a file chooser; those of a folder with their path in it. */
export const chosenFiles = (list: FileList | null): Promise<InputFile[]> =>
  Promise.all([...(list ?? [])].map((file) => readFile(file, file.webkitRelativePath || file.name)));

/** Everything that was dropped, folders with all that is in them. */
export async function droppedFiles(data: DataTransfer): Promise<InputFile[]> {
  // The list is emptied as soon as the event is over: entries are taken before anything is waited for.
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) return chosenFiles(data.files);
  return (await Promise.all(entries.map(filesOf))).flat();
}

async function filesOf(entry: FileSystemEntry): Promise<InputFile[]> {
  if (entry.isDirectory) return folderFiles(entry as FileSystemDirectoryEntry);
  const file = await new Promise<File>((resolve, reject) =>
    (entry as FileSystemFileEntry).file(resolve, reject),
  );
  return [await readFile(file, entry.fullPath.replace(/^\//, ''))];
}

async function folderFiles(folder: FileSystemDirectoryEntry): Promise<InputFile[]> {
  const reader = folder.createReader();
  const found: InputFile[] = [];
  for (;;) {
    // A folder is handed over in portions of a hundred; an empty one ends it.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return found;
    found.push(...(await Promise.all(entries.map(filesOf))).flat());
  }
}

const readFile = async (file: File, path: string): Promise<InputFile> => ({
  path,
  bytes: new Uint8Array(await file.arrayBuffer()),
});
