import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RuleText } from '../../src/lib/findings/rule.ts';
import { codesModule } from '../documents.ts';
import { edits, type Edit } from './edits.ts';

export interface Touched {
  readonly file: string;
  readonly isNew: boolean;
  /** Lines that were added; none are changed. */
  readonly lines: number;
}

/** What the sources are built with; links do, as nothing of it is changed. */
const beside = ['node_modules', 'examples', 'fixtures', 'tsconfig.base.json', 'package.json'];

/** Copies the sources into a folder, makes the edits there, and says which files they touched. */
export function extendCopy(root: string, folder: string): Touched[] {
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true });
  for (const name of beside) symlinkSync(join(root, name), join(folder, name));
  const touched = new Map<string, Touched>();
  for (const each of edits) {
    const isNew = makeEdit(folder, each);
    const known = touched.get(each.file);
    const lines = each.add.trimEnd().split('\n').length;
    touched.set(each.file, { file: each.file, isNew, lines: (known?.lines ?? 0) + lines });
  }
  return [...touched.values()];
}

function makeEdit(folder: string, { file, before, add }: Edit): boolean {
  const path = join(folder, file);
  if (before === undefined) {
    if (existsSync(path)) throw new Error(`${file} is there already`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, add);
    return true;
  }
  const text = readFileSync(path, 'utf8');
  if (text.split(before).length !== 2) throw new Error(`${file}: not there once: ${before}`);
  writeFileSync(
    path,
    text.replace(before, () => add + before),
  );
  return false;
}

/** Writes what `npm run docs` would write into the copy's sources: the codes of its findings. */
export function generateCodes(folder: string, catalogue: readonly RuleText[]): void {
  writeFileSync(join(folder, 'src/lib/findings/codes.ts'), codesModule(catalogue));
}
