/** What is wrong with a file, in words for its owner. */
export interface FileProblem {
  readonly file: string;
  /** To be put behind the file's name: `is not there`. Never holds a secret. */
  readonly text: string;
}

export type ReloadEvent =
  /** What is on disk now is in use. */
  | { readonly kind: 'loaded'; readonly what: string }
  /** What is on disk cannot be used as it stands; what was in use before stays in use. */
  | { readonly kind: 'kept'; readonly what: string; readonly problems: readonly FileProblem[] }
  /** In use, and still not as it should be, such as a key that others can read. */
  | { readonly kind: 'warning'; readonly what: string; readonly problems: readonly FileProblem[] };

export interface ReloadOptions {
  /** Reload when files change. Default: yes. reload() does it at any time, on SIGHUP say. */
  readonly watch?: boolean;
  /** Milliseconds without a further change before files are read. Default: 250. */
  readonly settle?: number;
  readonly onEvent?: (event: ReloadEvent) => void;
}

/** Something read from files, that is read again. */
export interface Reloading {
  /** Reads everything anew. Never rejects: what goes wrong is an event, and the old stays in use. */
  reload(): Promise<void>;
  /** Stops watching. */
  close(): void;
}

/** What is needed at the start cannot be read. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    super(problems.map(({ file, text }) => `${file} ${text}`).join('\n'));
    this.problems = problems;
  }
}
