import type { CheckReport, CsrCheck, Opened, Recognised, Role, TrustListCheck } from '../../lib/index.ts';

export type RequestThing = Extract<Recognised, { kind: 'certificate-request' }>;
export type CertificateThing = Extract<Recognised, { kind: 'certificate' }>;

/** A request among the files, judged by itself. */
export interface JudgedRequest {
  readonly thing: RequestThing;
  readonly check: CsrCheck;
}

/** A trusted-CA list among the files, judged against what its reader has to verify. */
export interface JudgedList {
  readonly file: string;
  /** Key of a cluster or of another product, without a deployment file `C` or `E`; absent: nobody said. */
  readonly of?: string;
  /** Which Expressway reads it; absent: none, or nobody said. */
  readonly role?: Role;
  readonly check: TrustListCheck;
  /** Whose certificates they are that it must verify, in the order of `check.needs`: `edge`, `cucm1.example.com`. */
  readonly needed: readonly string[];
}

/** What the open files came to. */
export interface Judgement {
  /** Every thing in the files as it was read, and what could not be read. */
  readonly opened: Opened;
  /** All of it judged, against the deployment where one is open. */
  readonly report: CheckReport;
  readonly requests: readonly JudgedRequest[];
  readonly lists: readonly JudgedList[];
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** File that is being read. */
  readonly name?: string;
}
