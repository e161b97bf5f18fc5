import type { CheckReport, Opened } from '../../lib/index.ts';

/** What the open files came to. */
export interface Judgement {
  /** Every thing in the files as it was read, and what could not be read. */
  readonly opened: Opened;
  /** All of it judged, against the deployment where one is open. */
  readonly report: CheckReport;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}
