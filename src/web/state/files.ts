import type { InputFile } from '../../lib/front.ts';
import type { TrustListRole } from '../../lib/index.ts';
import type { Progress } from './judgement.ts';
import type { State, Transition } from './state.ts';

/** What the page takes in at once. More is listed by name and left out. */
export const fileLimits = { files: 1000, bytes: 50_000_000 } as const;

/** Adds files; a file of the same path gives way to the new one. */
export const addFiles =
  (added: readonly InputFile[]): Transition =>
  (state) => {
    const paths = new Set(added.map(({ path }) => path));
    const wanted = [...state.files.filter(({ path }) => !paths.has(path)), ...added];
    const { taken, leftOut } = withinLimits(wanted);
    return { ...state, files: taken, leftOut };
  };

/** Names what was not taken in. */
export const leaveOut =
  (paths: readonly string[]): Transition =>
  (state) => ({ ...state, leftOut: [...state.leftOut, ...paths] });

/** Folders that were dropped, and that the browser keeps from the page. */
export const tellClosedFolders =
  (closedFolders: readonly string[]): Transition =>
  (state) => ({ ...state, closedFolders });

export const readingFiles =
  (reading: Progress): Transition =>
  (state) => ({ ...state, reading });

export const filesRead: Transition = ({ reading: _, ...state }) => state;

/** Files are judged as of the time they are opened, however long the page has been open. */
export const setTime =
  (at: Date): Transition =>
  (state) => ({ ...state, at });

export const removeFile =
  (path: string): Transition =>
  (state) => ({
    ...state,
    files: state.files.filter((file) => file.path !== path),
    trustLists: state.trustLists.filter(({ file }) => file !== path),
    mustVerify: state.mustVerify.filter((file) => file !== path),
  });

/** Forgets files, passphrases and everything that was said of them. */
export const removeAllFiles: Transition = ({ judgement: _, judging: __, ...state }) => ({
  ...state,
  files: [],
  leftOut: [],
  passphrases: [],
  trustLists: [],
  mustVerify: [],
});

export const addPassphrase =
  (passphrase: string): Transition =>
  (state) => ({ ...state, passphrases: [...new Set([...state.passphrases, passphrase])] });

/** Says whose trusted-CA list a file is. */
export const setTrustList =
  (role: TrustListRole): Transition =>
  (state) => ({
    ...state,
    trustLists: [...state.trustLists.filter(({ file }) => file !== role.file), role],
  });

function withinLimits(files: readonly InputFile[]): Pick<State, 'leftOut'> & { taken: readonly InputFile[] } {
  const taken: InputFile[] = [];
  const leftOut: string[] = [];
  let bytes = 0;
  for (const file of files) {
    const fits = taken.length < fileLimits.files && bytes + file.bytes.length <= fileLimits.bytes;
    if (fits) {
      taken.push(file);
      bytes += file.bytes.length;
    } else leftOut.push(file.path);
  }
  return { taken, leftOut };
}
