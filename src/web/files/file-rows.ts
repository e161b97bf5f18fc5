import { thingText } from '../../lib/front.ts';
import type { Opened, PrivateKeyInfo, Recognised, Unrecognised } from '../../lib/index.ts';
import { lookUp } from '../checks/look-up.ts';
import type { State } from '../state/state.ts';

/**
 * What became of an open file. `locked`: a passphrase is needed; `partly`: some of it could be read; `not ours`: nothing of
 * what the page is for.
 */
export type FileStatus = 'read' | 'partly' | 'locked' | 'not ours' | 'not understood' | 'waiting';

export interface FileRow {
  readonly path: string;
  readonly status: FileStatus;
  /** What is in it, in words, or why nobody can say; each once. Asked of the rows that are shown alone. */
  readonly what: () => readonly string[];
  /** The kind of each thing in it. */
  readonly kinds: readonly CountedKind[];
  /** Those that were opened with a passphrase. */
  readonly openedKeys: readonly PrivateKeyInfo[];
  /** Why it is still locked: the causes are told apart. Against the last no passphrase helps. */
  readonly lock?: Lock;
}

const locks = ['wrong-passphrase', 'no-integrity-check', 'passphrase-needed'] as const;
export type Lock = (typeof locks)[number] | 'unsupported';

/** Can it be opened with another passphrase? */
export const isLocked = ({ error }: Unrecognised): boolean => locks.some((code) => code === error.code);

/** A row for every open file, an archive with all that is in it. */
export function fileRows({ files, judgement }: Pick<State, 'files' | 'judgement'>): FileRow[] {
  if (!judgement)
    return files.map(({ path }) => ({ path, status: 'waiting', what: () => [], kinds: [], openedKeys: [] }));
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
  const what = () => [...new Set([...read.map(thingText), ...unread.map(({ error }) => error.message)])];
  const content = read.filter(isNoContainer);
  const row = { path, what, kinds: content.map(kindOf), openedKeys: content.flatMap(openedKey) };
  if (lock) return { ...row, status: 'locked', lock };
  if (unread.length === 0) return { ...row, status: read.length > 0 ? 'read' : 'waiting' };
  const cause = unread.some(isUndeciphered) && ({ lock: 'unsupported' } as const);
  if (content.length > 0) return { ...row, ...cause, status: 'partly' };
  const isNothing = unread.every(({ error }) => error.code === 'unrecognised' || error.code === 'empty');
  return { ...row, ...cause, status: isNothing ? 'not ours' : 'not understood' };
}

/** PKCS#7 and PKCS#12 are told by what is in them. */
const isNoContainer = ({ kind }: Recognised): boolean => kind !== 'pkcs7' && kind !== 'pkcs12';

const openedKey = (thing: Recognised): PrivateKeyInfo[] =>
  thing.kind === 'private-key' && thing.privateKey.encryption !== undefined ? [thing.privateKey] : [];

const isUndeciphered = ({ error }: Unrecognised): boolean =>
  error.code === 'unsupported-encryption' || error.code === 'unsupported-old-encryption';

/** What was read, the kind of each. */
export const kindsIn = ({ recognised }: Opened): CountedKind[] =>
  recognised.filter(isNoContainer).map(kindOf);

const kindOf = (thing: Recognised): CountedKind =>
  thing.kind === 'certificate' && isCa(thing)
    ? 'ca'
    : (countedKinds.find((each) => each === thing.kind) ?? 'other');

/** `other`: public keys, parameters, copied names. */
export const countedKinds = [
  'certificate',
  'ca',
  'certificate-request',
  'private-key',
  'crl',
  'ocsp-response',
  'other',
] as const;
type CountedKind = (typeof countedKinds)[number];

const isCa = ({ certificate }: Extract<Recognised, { kind: 'certificate' }>): boolean =>
  certificate.extensions.some(
    ({ name, value }) => name === 'basicConstraints' && (value as { ca?: boolean }).ca === true,
  );
