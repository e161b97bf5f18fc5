import type { Report, View } from '../report.ts';
import { toText } from './line.ts';

/** The result for people. */
export function toTextReport({ result, checkedAt, isAtGiven }: Report, view: View): string {
  if (result.verbatim !== undefined) return result.verbatim;
  const asOf = `Checked as of ${checkedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC (--at)`;
  return toText([...result.text(view), ...(isAtGiven && !view.quiet ? [asOf] : [])], view.style);
}
