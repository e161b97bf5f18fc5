import { dirname, join, resolve } from 'node:path';
import { requestName } from '../../lib/front.ts';
import type { RequestPlan } from '../../lib/index.ts';
import type { FileStatus, FileSystem } from '../host/io.ts';
import { refuseKey } from '../host/output-file.ts';
import { fileSystemReason } from '../host/file-system-reason.ts';
import { CommandError } from '../program/command-error.ts';

const keyEnding = '.key.pem';
export const keyFileName = (request: RequestPlan): string => `${requestName(request)}${keyEnding}`;
export const csrFileName = (request: RequestPlan, ending: CsrEnding): string =>
  `${requestName(request)}${ending}`;
export const isKeyFile = ({ path, status }: ExistingFile): boolean =>
  path.endsWith(keyEnding) && status.kind === 'file';
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
  /** Folder of the CSRs, and of new keys. */
  readonly out: string;
  /** Folder of the keys to use again. */
  readonly reuseKey: string | undefined;
  readonly ending: CsrEnding;
  readonly existing: Existing;
}

/** One file that is there already. */
export interface ExistingFile {
  readonly path: string;
  readonly status: FileStatus;
}

/** The files of one request: what will be written, and what has to happen to those that are there. */
export interface RequestFiles {
  /** Where the key goes, or lies where it is used again. */
  readonly key: string;
  readonly csr: string;
  /** The CSR's file is there and gives way. */
  readonly csrReplaces: boolean;
  readonly aside: readonly { readonly from: string; readonly to: string }[];
  /** Files in the way; nothing can be written for this request. */
  readonly blockedBy: readonly ExistingFile[];
}

/** A planned request with its files. */
export interface Target {
  readonly request: RequestPlan;
  readonly files: RequestFiles;
}

export async function planFiles(
  request: RequestPlan,
  rules: FileRules,
  fs: FileSystem,
): Promise<RequestFiles> {
  const { out, reuseKey, ending, existing } = rules;
  const key = join(reuseKey ?? out, keyFileName(request));
  const csr = join(out, csrFileName(request, ending));
  const keys = await keysInTheWay(request, rules, fs);
  const csrs = await existingFiles(
    csrEndings.map((each) => join(out, csrFileName(request, each))),
    fs,
  );
  const plan: RequestFiles = { key, csr, csrReplaces: false, aside: [], blockedBy: [] };
  const blockedBy = blockers(keys, csrs, existing);
  if (blockedBy.length > 0) return { ...plan, blockedBy };
  if (existing !== 'replace-csrs') return { ...plan, aside: await backups([...keys, ...csrs], fs) };
  // The CSR in the other encoding would go on looking like this request's.
  const others = csrs.filter(({ path }) => path !== csr);
  const csrReplaces = others.length < csrs.length;
  if (csrReplaces) await refuseKey(csr, fs);
  return { ...plan, csrReplaces, aside: await backups(others, fs) };
}

/** A key that is used again is not in the way; another one beside the CSR would look like the CSR's. */
async function keysInTheWay(
  request: RequestPlan,
  { out, reuseKey }: FileRules,
  fs: FileSystem,
): Promise<ExistingFile[]> {
  const own = join(out, keyFileName(request));
  const isUsed = reuseKey !== undefined && resolve(own) === resolve(reuseKey, keyFileName(request));
  return isUsed ? [] : existingFiles([own], fs);
}

function blockers(
  keys: readonly ExistingFile[],
  csrs: readonly ExistingFile[],
  existing: Existing,
): readonly ExistingFile[] {
  const unmovable = [...keys, ...csrs].filter(({ status }) => status.kind !== 'file');
  if (unmovable.length > 0) return unmovable;
  if (existing === 'set-aside') return [];
  return existing === 'refuse' ? [...keys, ...csrs] : keys;
}

async function existingFiles(paths: readonly string[], fs: FileSystem): Promise<ExistingFile[]> {
  const statuses = await Promise.all(paths.map(async (path) => ({ path, status: await statusOf(path, fs) })));
  return statuses.filter((file): file is ExistingFile => file.status !== undefined);
}

/** `.bak`, or `.bak2` and so on: the first that is free for all of them, so that key and CSR stay a pair. */
export async function backups(files: readonly ExistingFile[], fs: FileSystem) {
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
  if (status) {
    const what = status.kind === 'file' ? 'a file' : 'a device, or a link that leads nowhere';
    throw new CommandError(4, `${folder} is ${what}, not a folder; nothing was written`, {
      help: 'choose another folder with --out, or move what is in the way',
    });
  }
  return [...(await missingFolders(folder, fs)), folder];
}

/** What is there under this name. A place that cannot be looked at cannot be written to either: CommandError 4. */
export async function statusOf(path: string, fs: FileSystem): Promise<FileStatus | undefined> {
  try {
    return await fs.status(path);
  } catch (error) {
    throw new CommandError(4, `${path}: ${fileSystemReason(error)}; nothing was written`, {
      help: 'choose a folder that you can read and write',
    });
  }
}
