import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder for the tests of one file, with a space in its name; gone afterwards. */
export function scratchFolder(name = 'expcert test '): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Makes folders of files below the scratch folder of a test file; each gives the paths of what is in it. */
export function folderMaker(
  scratch: string,
): (contents: Readonly<Record<string, string | Uint8Array>>) => (name: string) => string {
  let folders = 0;
  return (contents) => {
    const folder = join(scratch, String(++folders));
    mkdirSync(folder);
    const at = (name: string): string => join(folder, name);
    for (const [name, content] of Object.entries(contents)) writeFileSync(at(name), content, { mode: 0o600 });
    return at;
  };
}

/** As careful programs do it: nobody sees half a file. */
export function replaceFile(path: string, content: string | Uint8Array): void {
  writeFileSync(`${path}.new`, content, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
