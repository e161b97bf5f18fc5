import type { ReportFinding } from '../check/report.ts';
import { reasonsOf } from '../verdict/reasons.ts';
import type { ServiceVerdict } from '../verdict/verdict.ts';

/** The findings a verdict rests on, in their order. */
export function findingsBehind<Found extends Pick<ReportFinding, 'id'>>(
  verdict: ServiceVerdict,
  findings: readonly Found[],
): Found[] {
  const ids = new Set(reasonsOf(verdict).findings);
  return findings.filter(({ id }) => ids.has(id));
}
