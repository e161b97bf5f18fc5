import type { Finding } from '../../lib/index.ts';
import type { View } from '../program/report.ts';
import { findingLines } from './finding-lines.ts';
import { toned, type Line } from './line.ts';

/** Findings of one code that are shown without more ado. */
const most = 12;
/** Of more than that so many are shown. */
const shown = 5;
/** Names that fit into a line. */
const named = 6;

/**
 * Findings one after the other. Of many with one code the first few stand for the rest, whose number follows; all are
 * there with --verbose, with --quiet, and in every other format.
 */
export function foldedFindings(
  findings: readonly Finding[],
  aboutText: (finding: Finding) => string,
  view: View,
): Line[] {
  const isWhole = view.verbose || view.quiet;
  const totals = new Map<string, number>();
  for (const { code } of findings) totals.set(code, (totals.get(code) ?? 0) + 1);
  const met = new Map<string, Finding[]>();
  return findings.flatMap((finding) => {
    const { code } = finding;
    const total = totals.get(code)!;
    if (isWhole || total <= most) return findingLines(finding, aboutText(finding), view);
    const others = met.get(code) ?? [];
    others.push(finding);
    met.set(code, others);
    if (others.length <= shown) return findingLines(finding, aboutText(finding), view);
    return others.length < total ? [] : [foldedLine(code, others.slice(shown), aboutText)];
  });
}

function foldedLine(
  code: string,
  findings: readonly Finding[],
  aboutText: (finding: Finding) => string,
): Line {
  const about = [...new Set(findings.map(aboutText))].filter((each) => each !== '');
  const whom =
    about.length === 0
      ? ''
      : `: ${about.length <= named ? about.join(', ') : `about ${about.length} others`}`;
  return ['  … ', toned('strong', code), `   ${findings.length} more${whom} (all: -v)`];
}
