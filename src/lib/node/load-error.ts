/** What is wrong with a file, in words for its owner. */
export interface FileProblem {
  readonly file: string;
  /** To be put behind the file's name: `is not there`. Never holds a secret. */
  readonly text: string;
}

/** What is needed at the start cannot be used. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    super(problems.map(({ file, text }) => `${file} ${text}`).join('\n'));
    this.problems = problems;
  }
}
