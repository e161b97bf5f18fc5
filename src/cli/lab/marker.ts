import { join } from 'node:path';
import type { FileSystem } from '../host/io.ts';

/** Says in a folder that it is a lab. */
export const markerName = 'lab.json';

const kind = 'expcert lab';

export const markerText = (settings: Readonly<Record<string, string>>): string =>
  `${JSON.stringify({ kind, ...settings }, undefined, 2)}\n`;

/** Every path is the folder of a lab: what is in it is a rehearsal, and nothing else is looked at. */
export async function areLabs(paths: readonly string[], fs: FileSystem): Promise<boolean> {
  const marked = await Promise.all(paths.map((path) => isLab(path, fs)));
  return marked.length > 0 && marked.every(Boolean);
}

async function isLab(folder: string, fs: FileSystem): Promise<boolean> {
  const marker = join(folder, markerName);
  try {
    if ((await fs.status(marker))?.kind !== 'file') return false;
    const read = JSON.parse(new TextDecoder().decode(await fs.read(marker))) as {
      readonly kind?: unknown;
    } | null;
    return read?.kind === kind;
  } catch {
    return false;
  }
}
