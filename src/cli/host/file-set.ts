import { fileSystemReason } from './file-system-reason.ts';
import { CommandError } from '../program/command-error.ts';
import type { FileOperations } from './io.ts';

export interface NewFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** 0600 for keys, 0644 for what everybody may read. */
  readonly mode: number;
  /** A file of this name is there and gives way. Never for keys. */
  readonly replaces: boolean;
}

/** Files that come into being together or not at all. */
export interface FileSet {
  /** Folders to make, outermost first; for their owner alone, since keys go in there. */
  readonly folders: readonly string[];
  /** Files that get another name and stay. */
  readonly aside: readonly { readonly from: string; readonly to: string }[];
  readonly files: readonly NewFile[];
}

/**
 * Writes the whole set, or leaves everything as it was.
 *
 * All of it happens in one go: no signal handler and no other work of this process runs between the first and
 * the last operation.
 *
 * @throws CommandError 4, naming the file that could not be written
 */
export function writeFileSet({ folders, aside, files }: FileSet, fs: FileOperations): void {
  const undo: Step[] = [];
  const replaced: string[] = [];
  const act = ({ path, run }: Step, back: () => void): void => {
    try {
      run();
    } catch (error) {
      const note = outcome(rollBack(undo));
      throw new CommandError(4, `${path} could not be written: ${fileSystemReason(error)}`, { note });
    }
    undo.unshift({ path, run: back });
  };
  const rename = (from: string, to: string): void =>
    act({ path: to, run: () => fs.rename(from, to) }, () => fs.rename(to, from));

  for (const path of folders) {
    act({ path, run: () => fs.makeFolder(path, 0o700) }, () => fs.removeFolder(path));
  }
  for (const { from, to } of aside) rename(from, to);
  for (const { path, content, mode, replaces } of files) {
    if (replaces) {
      rename(path, `${path}.old`);
      replaced.push(`${path}.old`);
    }
    act({ path, run: () => fs.create(path, content, mode) }, () => fs.remove(path));
  }
  for (const path of replaced) fs.remove(path);
}

interface Step {
  readonly path: string;
  run(): void;
}

/** Takes every step back that can be; the paths of the others. */
function rollBack(steps: readonly Step[]): string[] {
  const left: string[] = [];
  for (const { path, run } of steps) {
    try {
      run();
    } catch {
      left.push(path);
    }
  }
  return left;
}

function outcome(left: readonly string[]): string {
  return left.length === 0 ? 'nothing was written' : `this could not be undone: ${left.join(', ')}`;
}
