import { thingText, type Opened, type Recognised, type Unrecognised } from '../../lib/index.ts';
import { lookUp } from '../checks/look-up.ts';
import type { State } from '../state/state.ts';

/** What became of an open file. `locked`: a passphrase is needed; `partly`: some of it could be read. */
export type FileStatus = 'read' | 'partly' | 'locked' | 'not understood' | 'waiting';

export interface FileRow {
  readonly path: string;
  readonly status: FileStatus;
  /** What is in it, in words. */
  readonly what: readonly string[];
  /** The same by kind. */
  readonly kinds: ReadonlyMap<string, number>;
  /** Why nobody can say what is in it, or in parts of it. */
  readonly why: readonly string[];
  /** Why it is still locked: the three causes are told apart. */
  readonly lock?: 'passphrase-needed' | 'wrong-passphrase' | 'no-integrity-check';
}

const locks = ['wrong-passphrase', 'no-integrity-check', 'passphrase-needed'] as const;

/** Can it be opened with another passphrase? */
export const isLocked = ({ error }: Unrecognised): boolean => locks.some((code) => code === error.code);

/** A row for every open file, an archive with all that is in it. */
export function fileRows({ files, judgement }: Pick<State, 'files' | 'judgement'>): FileRow[] {
  if (!judgement) return files.map(({ path }) => rowOf(path, [], []));
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
  const what = [...new Set(read.map(thingText))];
  const why = [...new Set(unread.map(({ error }) => error.message))];
  const row = { path, what, kinds: kindCounts({ recognised: read }), why };
  if (lock) return { ...row, status: 'locked', lock };
  if (read.length === 0) return { ...row, status: unread.length > 0 ? 'not understood' : 'waiting' };
  return { ...row, status: unread.length > 0 ? 'partly' : 'read' };
}

/** What was read, by kind, most telling first. */
export function kindCounts({ recognised }: Pick<Opened, 'recognised'>): ReadonlyMap<string, number> {
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
