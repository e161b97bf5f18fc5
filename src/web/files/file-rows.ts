import { thingText, type Opened, type Recognised, type Unrecognised } from '../../lib/index.ts';
import { lookUp } from '../checks/look-up.ts';
import type { State } from '../state/state.ts';

/** What became of an open file. `locked`: a passphrase is needed; `partly`: some of it could be read. */
export type FileStatus = 'read' | 'partly' | 'locked' | 'not understood' | 'waiting';

export interface FileRow {
  readonly path: string;
  readonly status: FileStatus;
  /** What is in it, in words, or why nobody can say. */
  readonly what: readonly string[];
  /** Why it is still locked: the three causes are told apart. */
  readonly lock?: 'passphrase-needed' | 'wrong-passphrase' | 'no-integrity-check';
}

const locks = ['wrong-passphrase', 'no-integrity-check', 'passphrase-needed'] as const;

/** A row for every open file, an archive with all that is in it. */
export function fileRows({ files, judgement }: Pick<State, 'files' | 'judgement'>): FileRow[] {
  if (!judgement) return files.map(({ path }) => ({ path, status: 'waiting', what: [] }));
  const { recognised, unrecognised } = judgement.opened;
  const readIn = lookUp(recognised, ({ path }) => filesAround(path));
  const unreadIn = lookUp(unrecognised, ({ path }) => filesAround(path));
  return files.map(({ path }) => rowOf(path, readIn(path), unreadIn(path)));
}

/** Of `a.zip!/b.zip!/c.pem` the two archives, and itself. */
const filesAround = (path: string): string[] =>
  [...path.matchAll(/!\//g)].map(({ index }) => path.slice(0, index)).concat(path);

function rowOf(path: string, read: readonly Recognised[], unread: readonly Unrecognised[]): FileRow {
  const lock = locks.find((code) => unread.some(({ error }) => error.code === code));
  const what = [...new Set([...read.map(thingText), ...unread.map(({ error }) => error.message)])];
  if (lock) return { path, status: 'locked', what, lock };
  if (read.length === 0) return { path, status: unread.length > 0 ? 'not understood' : 'waiting', what };
  return { path, status: unread.length > 0 ? 'partly' : 'read', what };
}

/** What was read, by kind, most telling first. */
export function kindCounts({ recognised }: Opened): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const thing of recognised) {
    const kind = thing.kind === 'certificate' && isCa(thing) ? 'ca' : thing.kind;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

const isCa = ({ certificate }: Extract<Recognised, { kind: 'certificate' }>): boolean =>
  certificate.extensions.some(
    ({ name, value }) => name === 'basicConstraints' && (value as { ca?: boolean }).ca === true,
  );
