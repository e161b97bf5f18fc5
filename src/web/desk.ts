import type { InputFile } from '../lib/front.ts';
import type { FoundFile } from './read-files.ts';
import type { State, Transition } from './state/state.ts';
import type { TakeFilesOptions } from './state/take-files.ts';

export interface TakeOptions extends Pick<TakeFilesOptions, 'isToBeVerified'> {
  /** Folders that were dropped, and that the browser keeps from the page. */
  readonly closedFolders?: readonly string[];
}

/** What the screens may do besides showing the state. */
export interface Desk {
  /** The state as it is now: after a wait, the one a screen was given may be old. */
  readonly state: State;
  /** Replaces the state by what the transition makes of it; everything shown follows. */
  change(transition: Transition): void;
  /** Reads files that were dropped or chosen, as many as the page takes at once, and opens them. */
  take(found: readonly FoundFile[], options?: TakeOptions): Promise<void>;
  /** Opens what was read or pasted: a deployment file is shown, everything else is judged. */
  open(files: readonly InputFile[], options?: TakeFilesOptions): void;
  /** Says something in the status line, for those who hear the page. */
  say(text: string): void;
  /** Hands a file to the browser to save. */
  save(name: string, content: string | Uint8Array, type?: string): void;
  /** Puts a text into the clipboard, and says whether it got there. */
  copy(text: string): Promise<void>;
}
