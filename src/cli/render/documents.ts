import { toCsv, toHtml, toJson, toJunit, toMarkdown, toSarif } from '../../lib/front.ts';
import { catalogue } from '../../lib/index.ts';
import type { FormatView, Outcome } from '../program/report.ts';
import { reportOf } from './report-of.ts';

/** The formats of the library's report, for results of commands. */

export const jsonDocument = (outcome: Outcome): string => toJson(reportOf(outcome));
export const sarifDocument = (outcome: Outcome): string => toSarif(reportOf(outcome), catalogue);
export const junitDocument = (outcome: Outcome, { failOn }: FormatView): string =>
  toJunit(reportOf(outcome), { failOn });
export const csvDocument = (outcome: Outcome): string => toCsv(reportOf(outcome));
export const markdownDocument = (outcome: Outcome): string => toMarkdown(reportOf(outcome));
export const htmlDocument = (outcome: Outcome): string => toHtml(reportOf(outcome));
