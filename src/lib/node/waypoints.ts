import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import { dirname, join, parse, resolve, sep } from 'node:path';

/** What of a folder matters: some names in it, or whatever is in it. */
export type Names = ReadonlySet<string> | 'all';

/** Links in a row that are followed, as Linux does. */
const mostLinks = 40;

/**
 * The folders by which a path can come to lead elsewhere: each one above it, above every link on the way, and what it
 * leads to. Where something is missing, the way ends in the nearest folder that is there.
 */
export async function waypointsOf(paths: readonly string[]): Promise<ReadonlyMap<string, Names>> {
  const found = new Map<string, Set<string> | 'all'>();
  for (const path of paths) await walk(resolve(path), found);
  return found;
}

async function walk(path: string, found: Map<string, Set<string> | 'all'>): Promise<void> {
  let { folder, rest } = stepsOf(path);
  for (let links = 0; rest.length > 0;) {
    const [name, ...further] = rest as [string, ...string[]];
    note(found, folder, name);
    const status = await lstat(join(folder, name)).catch(() => undefined);
    if (!status) return;
    if (status.isSymbolicLink()) {
      if (++links > mostLinks) return;
      const target = await readlink(join(folder, name)).catch(() => undefined);
      if (target === undefined) return;
      ({ folder, rest } = stepsOf(join(resolve(folder, target), ...further)));
    } else {
      folder = join(folder, name);
      rest = further;
    }
  }
  if (await isFolder(folder)) found.set(folder, 'all');
}

function stepsOf(path: string): { folder: string; rest: readonly string[] } {
  const { root } = parse(path);
  return { folder: root, rest: path.slice(root.length).split(sep).filter(Boolean) };
}

function note(found: Map<string, Set<string> | 'all'>, folder: string, name: string): void {
  const names = found.get(folder);
  if (names === undefined) found.set(folder, new Set([name]));
  else if (names !== 'all') names.add(name);
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false;

/** Device, inode and birth: another folder of the same name differs in one of them. */
export async function identityOf(path: string): Promise<string | undefined> {
  const status = await stat(path, { bigint: true }).catch(() => undefined);
  // One made anew at once may be given the inode of the one before.
  return status && `${status.dev} ${status.ino} ${status.birthtimeNs}`;
}

/** What stat() says of the paths and of what is in folders: another text as soon as anything has been replaced. */
export async function stateOf(paths: readonly string[]): Promise<string> {
  const files = await Promise.all(
    paths.map(async (path) => [
      path,
      ...(await readdir(path).catch(() => [])).map((name) => join(path, name)),
    ]),
  );
  const states = files.flat().map(async (file) => {
    const status = await stat(file, { bigint: true }).catch(() => undefined);
    return status
      ? `${file} ${status.dev} ${status.ino} ${status.size} ${status.mtimeNs}`
      : `${file} ${dirname(file)}`;
  });
  return (await Promise.all(states)).join('\n');
}
