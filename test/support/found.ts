import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../fixtures/found');

/** A file of fixtures/found; its README says how each was made. */
export function foundFile(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(folder, name)));
}

export const foundFiles: readonly string[] = readdirSync(folder).filter((name) => name !== 'README.md');
