import { join } from 'node:path';
import { Journal } from '../journal/journal.ts';
import { whileLocked } from '../journal/lock.ts';
import type { Call } from '../program/command.ts';
import { CommandError } from '../program/command-error.ts';
import { filesOf, issuedFolder, remember, type CaEntry, type Memory } from './memory.ts';

export interface OpenCa {
  readonly folder: string;
  readonly memory: Memory;
  /** Does it: the line first, then the files that say so. */
  commit(entries: readonly CaEntry[]): Memory;
}

/** Opens the folder of a CA for this run alone. Files that an earlier run could not write any more are written now. */
export function withCa<Result>(
  folder: string,
  { io }: Pick<Call, 'io'>,
  act: (ca: OpenCa) => Promise<Result>,
): Promise<Result> {
  return requireFolder(folder, io).then(() =>
    whileLocked(folder, io, async () => {
      const journal = await Journal.open<CaEntry>(folder, io.fs);
      const memory = remember(journal.entries);
      await writeMissing(folder, memory, io.fs);
      return act({
        folder,
        memory,
        commit(entries) {
          journal.append(entries, io.now());
          const after = remember(journal.entries);
          const before = new Map(filesOf(memory).map(({ name, content }) => [name, content]));
          for (const { name, content } of filesOf(after)) {
            if (before.get(name) !== content) io.fs.atOnce.replace(join(folder, name), content, 0o644);
          }
          return after;
        },
      });
    }),
  );
}

async function requireFolder(folder: string, { fs }: Call['io']): Promise<void> {
  if ((await fs.status(folder))?.kind === 'folder') return;
  throw new CommandError(3, `${folder} is no folder of a CA`, {
    help: 'give the folder that "ca init" has made',
  });
}

async function writeMissing(folder: string, memory: Memory, fs: Call['io']['fs']): Promise<void> {
  const forIssued = join(folder, issuedFolder);
  // Not every copy of a folder has the empty ones.
  if (!(await fs.status(forIssued))) fs.atOnce.makeFolder(forIssued, 0o700);
  for (const { name, content } of filesOf(memory)) {
    const path = join(folder, name);
    const isThere = await fs.status(path);
    if (isThere && new TextDecoder().decode(await fs.read(path)) === content) continue;
    fs.atOnce.replace(path, content, 0o644);
  }
}
