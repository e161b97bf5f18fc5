import type { InputFile } from '../../lib/front.ts';
import type { TrustListRole } from '../../lib/index.ts';
import type { OpenDeployment } from './open-deployment.ts';
import type { Judgement, Progress } from './judgement.ts';
import type { KeyMaking } from './key-making.ts';
import type { ScreenId } from './screens.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Everything the page shows. Plain data, replaced as a whole; nothing of it is kept by the browser. */
export interface State {
  readonly screen: ScreenId;
  readonly theme: Theme;
  /** Time of judgement. */
  readonly at: Date;
  /** Absent: no deployment file is open; the checks do without. */
  readonly deployment?: OpenDeployment;
  /** Files that were dropped, chosen or pasted, on whichever screen. */
  readonly files: readonly InputFile[];
  /** What the page did not take in, because it was too much at once: paths. */
  readonly leftOut: readonly string[];
  /** Names of folders that were dropped, and that the browser keeps from the page. */
  readonly closedFolders: readonly string[];
  /** Tried on everything that is encrypted. In memory only. */
  readonly passphrases: readonly string[];
  /** Which files are trusted-CA lists, and whose, where the user has said so. */
  readonly trustLists: readonly TrustListRole[];
  /** Paths of files that were given for what every list must be able to verify. */
  readonly mustVerify: readonly string[];
  /** Present while files are being read. */
  readonly reading?: Progress;
  /** What the files came to; absent before the first of them was looked at. */
  readonly judgement?: Judgement;
  /** Present while files are being judged. */
  readonly judging?: Progress;
  /** A defect of the page: the files could not be judged at all. */
  readonly judgingFailure?: unknown;
  readonly keys: KeyMaking;
  /** What the status line says, for those who hear the page. */
  readonly said: string;
}

export const initialState = (at: Date, screen: ScreenId): State => ({
  screen,
  theme: 'system',
  at,
  files: [],
  leftOut: [],
  closedFolders: [],
  passphrases: [],
  trustLists: [],
  mustVerify: [],
  keys: { stage: 'idle', made: [] },
  said: '',
});

export type Transition = (state: State) => State;
