import type { Outcome, View } from '../program/report.ts';
import { findingLines } from './finding-lines.ts';
import { toText } from './line.ts';

/** The result for people. */
export function toTextReport({ result, aboutWaivers, checkedAt, isAtGiven }: Outcome, view: View): string {
  const notices = aboutWaivers.flatMap((finding) => findingLines(finding, '', view));
  const asOf = `Checked as of ${checkedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC (--at)`;
  return toText([...result.text(view), ...notices, ...(isAtGiven && !view.quiet ? [asOf] : [])], view.style);
}
