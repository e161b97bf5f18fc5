import type { Status } from '../parts/icons.ts';

/** What a screen opens with: one sentence, and what it rests on. */
export interface Spoken {
  readonly status: Status;
  readonly sentence: string;
  /** The worst first: all of them, of which a few are shown. */
  readonly things: readonly SpokenThing[];
  /** Id of where all of them stand. */
  readonly all?: string;
}

export interface SpokenThing {
  /** As the library words them. */
  readonly words: string;
  /** Peers or files. */
  readonly about?: readonly string[];
  /** Id of where it is told in full; undefined: not on this screen. */
  readonly target?: string | undefined;
}
