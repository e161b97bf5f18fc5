import type { CheckReport, Opened, Recognised } from '../../lib/index.ts';

export type RequestThing = Extract<Recognised, { kind: 'certificate-request' }>;
export type CertificateThing = Extract<Recognised, { kind: 'certificate' }>;

/** What the open files came to. */
export interface Judgement {
  /** Every thing in the files as it was read, and what could not be read. */
  readonly opened: Opened;
  /** All of it judged, against the deployment where one is open, with what somebody has accepted marked. */
  readonly report: CheckReport;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** File that is being read. */
  readonly name?: string;
}
