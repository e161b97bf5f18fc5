import { join } from 'node:path';
import { fileSystemReason } from '../host/file-system-reason.ts';
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
export async function withCa<Result>(
  folder: string,
  { io }: Pick<Call, 'io'>,
  act: (ca: OpenCa) => Promise<Result>,
): Promise<Result> {
  await requireFolder(folder, io);
  try {
    return await whileLocked(folder, io, async () => {
      const journal = await Journal.open<CaEntry>(folder, io.fs);
      const memory = remember(journal.entries);
      await writeMissing(folder, memory, io.fs);
      return act({ folder, memory, commit: (entries) => commit(entries, journal, memory, { folder, io }) });
    });
  } catch (error) {
    throw new CommandError(4, `${folder} cannot be worked in: ${fileSystemReason(error)}`, {
      note: 'what stands in the journal is done; the next run writes what is missing beside it',
    });
  }
}

function commit(
  entries: readonly CaEntry[],
  journal: Journal<CaEntry>,
  memory: Memory,
  { folder, io }: Pick<Call, 'io'> & Pick<OpenCa, 'folder'>,
): Memory {
  journal.append(entries, io.now());
  const after = remember(journal.entries);
  const before = new Map(filesOf(memory).map(({ name, content }) => [name, content]));
  for (const { name, content } of filesOf(after)) {
    if (before.get(name) !== content) io.fs.atOnce.replace(join(folder, name), content, 0o644);
  }
  return after;
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
