import type { FindingCode } from './codes.ts';
import type { Bearing, Rows } from './requirements.ts';
import type { Citation } from './sources.ts';

/**
 * - `error`: a MUST is broken, or the product refuses it; a standard or Cisco's text says so.
 * - `warning`: a SHOULD is broken, or it will fail later.
 * - `notice`: worth knowing, no defect.
 */
export type Severity = 'error' | 'warning' | 'notice';

/** From mild to grave. */
export const severities: readonly Severity[] = ['notice', 'warning', 'error'];

/** Values of a finding: plain data, so that a finding survives JSON and postMessage. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
/** The values of a finding, by name. */
export type Detail = { readonly [name: string]: Value };

/** Where a finding stands. Lines and columns count from 1. */
export interface Location {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Column behind the last character meant, on the same line. */
  readonly endColumn?: number;
  /** Number of the object in the file, from 1. */
  readonly entry?: number;
}

/** What a finding is about; every field that is known is there. */
export interface Subject {
  readonly cluster?: string;
  readonly peer?: string;
  /** Where it is about what goes into one of the two stores of X15.5, and not the server's. */
  readonly store?: 'client';
  readonly file?: string;
}

/** What a finding says of one requirement, and in which rows. */
export type FindingBearing = Bearing & Rows;

/** Something that is wrong, risky or worth knowing: with its values, its consequence, its remedy and its source. */
export interface Finding {
  /** `area/name`: stable, public, and the path of the rule's file. */
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly subject: Subject;
  readonly params: Detail;
  /** What is the case, with the values. */
  readonly message: string;
  /** What breaks for users. */
  readonly why: string;
  /** What to do, one step a line. */
  readonly fix: readonly string[];
  readonly locations: readonly Location[];
  readonly source: readonly Citation[];
  /** What it says of the requirements behind the verdicts; absent where it says nothing of any. */
  readonly bears?: readonly FindingBearing[];
  /** Accepted for now: it is still listed, but does not fail a run. */
  readonly waived?: AcceptedUntil;
}

/** Why somebody accepts a finding, and the last day on which that holds: `2027-03-31`. */
export type AcceptedUntil = { readonly until: string; readonly reason: string };
