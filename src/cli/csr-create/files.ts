import { dirname, join } from 'node:path';
import type { PeerPlan } from '../../lib/index.ts';
import { CommandError } from '../command-error.ts';
import { fileSystemReason } from '../inputs.ts';
import type { FileStatus, FileSystem } from '../io.ts';

export const keyFileName = (peer: string): string => `${peer}.key.pem`;
export const csrEndings = ['.csr.pem', '.csr.der'] as const;
export type CsrEnding = (typeof csrEndings)[number];

/** What is done about files that are there already. */
export type Existing =
  /** A key or CSR in the way is refused. */
  | 'refuse'
  /** A CSR gives way, a key is refused: --force. */
  | 'replace-csrs'
  /** Key and CSR become .bak: --replace-keys. */
  | 'set-aside'
  /** The key is kept, the CSR becomes .bak: --reuse-key. */
  | 'keep-keys';

export interface FileRules {
  /** Folder of keys and CSRs. */
  readonly out: string;
  readonly ending: CsrEnding;
  readonly existing: Existing;
}

/** One file that is there already. */
export interface ExistingFile {
  readonly path: string;
  readonly status: FileStatus;
}

/** The files of one peer: what will be written, and what has to happen to those that are there. */
export interface PeerFiles {
  readonly peer: string;
  readonly key: string;
  readonly csr: string;
  /** The CSR's file is there and gives way. */
  readonly csrReplaces: boolean;
  readonly aside: readonly { readonly from: string; readonly to: string }[];
  /** Files in the way; nothing can be written for this peer. */
  readonly blockedBy: readonly ExistingFile[];
}

/** A peer with its files. */
export interface Target {
  readonly peer: PeerPlan;
  readonly files: PeerFiles;
}

export async function planPeerFiles(peer: string, rules: FileRules, fs: FileSystem): Promise<PeerFiles> {
  const { out, ending, existing } = rules;
  const key = join(out, keyFileName(peer));
  const csr = join(out, `${peer}${ending}`);
  const keys = existing === 'keep-keys' ? [] : await existingFiles([key], fs);
  const csrs = await existingFiles(
    csrEndings.map((each) => join(out, `${peer}${each}`)),
    fs,
  );
  const unmovable = [...keys, ...csrs].filter(({ status }) => status.kind !== 'file');
  const plan = { peer, key, csr, csrReplaces: false, aside: [], blockedBy: unmovable };
  if (unmovable.length > 0) return plan;
  switch (existing) {
    case 'refuse':
      return { ...plan, blockedBy: [...keys, ...csrs] };
    case 'replace-csrs':
      // The CSR in the other encoding would go on looking like this peer's.
      return keys.length > 0
        ? { ...plan, blockedBy: keys }
        : {
            ...plan,
            csrReplaces: csrs.some(({ path }) => path === csr),
            aside: await backups(without(csrs, csr), fs),
          };
    default:
      return { ...plan, aside: await backups([...keys, ...csrs], fs) };
  }
}

const without = (files: readonly ExistingFile[], path: string) => files.filter((file) => file.path !== path);

async function existingFiles(paths: readonly string[], fs: FileSystem): Promise<ExistingFile[]> {
  const statuses = await Promise.all(paths.map(async (path) => ({ path, status: await statusOf(path, fs) })));
  return statuses.filter((file): file is ExistingFile => file.status !== undefined);
}

/** `.bak`, or `.bak2` and so on: the first that is free for all of them, so that key and CSR stay a pair. */
async function backups(files: readonly ExistingFile[], fs: FileSystem) {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '.bak' : `.bak${number}`;
    const names = files.map(({ path }) => ({ from: path, to: `${path}${suffix}` }));
    const taken = await existingFiles(
      names.map(({ to }) => to),
      fs,
    );
    if (taken.length === 0) return names;
  }
}

/**
 * The folders that have to be made before a file can be written, outermost first.
 *
 * @throws CommandError 4 where a part of the path is no folder
 */
export async function missingFolders(file: string, fs: FileSystem): Promise<string[]> {
  const folder = dirname(file);
  const status = await statusOf(folder, fs);
  if (status?.kind === 'folder') return [];
  if (status) throw new CommandError(4, `${folder} is a file, not a folder; nothing was written`);
  return [...(await missingFolders(folder, fs)), folder];
}

/** What is there under this name. A place that cannot be looked at cannot be written to either: CommandError 4. */
export async function statusOf(path: string, fs: FileSystem): Promise<FileStatus | undefined> {
  try {
    return await fs.status(path);
  } catch (error) {
    throw new CommandError(4, `${path}: ${fileSystemReason(error)}; nothing was written`);
  }
}
