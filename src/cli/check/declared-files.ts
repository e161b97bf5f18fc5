import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import {
  declaredLists,
  declaredNodes,
  declaredOtherSides,
  partnerFiles,
  type DeclaredList,
} from '../../lib/front.ts';
import type { FileSystem } from '../host/io.ts';
import { fileSystemReason } from '../host/file-system-reason.ts';
import type { LoadedDeployment } from '../inputs/load-deployment.ts';
import type { Call } from '../program/command.ts';
import type { Problem } from '../program/command-error.ts';

/** Files that the deployment file names, by their paths from the current folder. */
export interface DeclaredFiles {
  /** Trusted-CA lists as written there: whose they are is known. */
  readonly names: readonly string[];
  /** Those that are there and not among what is read anyway. */
  readonly lists: readonly string[];
  /** The same of certificates of other products, and of the CAs of partners. */
  readonly nodes: readonly string[];
  /** Lists that are not there. Of nodes that are not there the report says so. */
  readonly unread: readonly Problem[];
}

export const nothingDeclared: DeclaredFiles = { names: [], lists: [], nodes: [], unread: [] };

/** @param read what the call names itself: files and folders */
export async function findDeclaredFiles(
  { deployment, reference }: LoadedDeployment,
  read: readonly string[],
  { io: { fs } }: Call,
): Promise<DeclaredFiles> {
  const folder = reference.file === 'stdin' ? '.' : dirname(reference.file);
  const isRead = (path: string): boolean => read.some((name) => isUnder(path, name));
  const declared = declaredLists(deployment);
  const lists = new Map<string, DeclaredList[]>();
  for (const list of declared) {
    const path = placed(folder, list.file);
    lists.set(path, [...(lists.get(path) ?? []), list]);
  }
  const found: string[] = [];
  const unread: Problem[] = [];
  for (const [path, named] of lists) {
    const fault = (await faultOf(path, fs)) ?? (await emptiness(path, fs));
    if (fault !== undefined) unread.push(absent(path, fault, reference.file, named));
    else if (!isRead(path)) found.push(path);
  }
  const nodes = new Set<string>();
  for (const { pattern } of [...declaredNodes(deployment), ...declaredOtherSides(deployment)]) {
    for (const path of await expand(placed(folder, pattern), fs)) if (!isRead(path)) nodes.add(path);
  }
  for (const file of partnerFiles(deployment)) {
    const path = placed(folder, file);
    const fault = await faultOf(path, fs);
    if (fault !== undefined) unread.push(absentOfPartner(path, fault, reference.file));
    else if (!isRead(path)) nodes.add(path);
  }
  return {
    names: declared.map(({ file }) => file),
    lists: found,
    nodes: [...nodes],
    unread,
  };
}

const placed = (folder: string, path: string): string => (isAbsolute(path) ? path : join(folder, path));

/** The path itself, or the folder above it. */
function isUnder(path: string, name: string): boolean {
  if (name === '-') return false;
  const [inner, outer] = [resolve(path), resolve(name)];
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : `${outer}${sep}`);
}

async function faultOf(path: string, fs: FileSystem): Promise<string | undefined> {
  try {
    const status = await fs.status(path);
    if (!status) return 'no such file';
    if (status.kind === 'folder') return 'is a folder, a file is needed';
    return status.kind === 'file' ? undefined : 'is a pipe, a device, or a link that leads nowhere';
  } catch (error) {
    return fileSystemReason(error);
  }
}

/** A list without an entry trusts nobody: that is never meant. */
async function emptiness(path: string, fs: FileSystem): Promise<string | undefined> {
  const status = await fs.status(path).catch(() => undefined);
  return status?.size === 0 ? 'is empty' : undefined;
}

function absent(path: string, fault: string, file: string, named: readonly DeclaredList[]): Problem {
  const lines = named.flatMap(({ position }) => position?.line ?? []).join(', ');
  const keys = [...new Set(named.map(({ key }) => key))].join(' and ');
  return {
    message: `${path}: ${fault} (named in ${file}${lines === '' ? '' : `:${lines}`})`,
    details: { help: `put the trusted-CA list there, or mend ${keys} in the deployment file` },
  };
}

const absentOfPartner = (path: string, fault: string, file: string): Problem => ({
  message: `${path}: ${fault} (named in ${file})`,
  details: { help: "put the partner's CAs there, or mend policy.anchors in the deployment file" },
});

/** Files that fit a pattern, in which `*` stands for anything within a folder. What cannot be listed holds none. */
async function expand(pattern: string, fs: FileSystem): Promise<string[]> {
  const [first = '', ...steps] = pattern.replaceAll('\\', '/').split('/');
  let paths = first.includes('*') ? await fitting('.', first, fs) : [first === '' ? '/' : first];
  for (const step of steps) {
    const next: string[] = [];
    for (const path of paths) {
      next.push(...(step.includes('*') ? await fitting(path, step, fs) : [join(path, step)]));
    }
    paths = next;
  }
  const files: string[] = [];
  for (const path of paths) if ((await faultOf(path, fs)) === undefined) files.push(path);
  return files;
}

async function fitting(folder: string, step: string, fs: FileSystem): Promise<string[]> {
  const text = step
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const names = await fs.list(folder).catch(() => []);
  return names.filter((name) => new RegExp(`^${text}$`, 's').test(name)).map((name) => join(folder, name));
}
