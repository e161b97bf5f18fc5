import type { AcceptedUntil, Finding, Severity } from '../../lib/index.ts';
import { count } from '../program/exit-code.ts';
import type { View } from '../program/report.ts';
import { marked, toned, type Line } from './line.ts';
import { place } from './problem.ts';
import { stepsOf } from './steps.ts';
import { columnsOfText, hanging, indented, wrapped } from './wrap.ts';

/**
 * A finding on its own: severity, code and what it is about, then the message, the first step and where to read
 * more.
 * @param about what the finding is about, in the words of the result: `edge (2 peers)`
 */
export function findingLines(finding: Finding, about: string, view: FindingView): Line[] {
  const { verbose, waiverOf, call } = view;
  const { code, severity, message, why, locations } = finding;
  const fix = stepsOf(finding, call);
  const waived = finding.waived ?? waiverOf(finding);
  if (waived) return waivedLines(finding, waived, about);
  const steps = verbose ? fix : fix.slice(0, 1);
  const where = locations[0] ? `   (${place(locations[0])})` : '';
  return [
    [marked(severity), ' ', toned('strong', code), about === '' ? '' : `   ${about}`],
    ...indented(wrapped(`${message}${/[.!?]$/.test(message) ? '' : '.'}`, columnsOfText - 4)),
    ...(verbose ? indented(hanging('why: ', why, columnsOfText - 4)) : []),
    ...steps.flatMap((step, at) =>
      indented(hanging('fix: ', `${step}${at === 0 ? where : ''}`, columnsOfText - 4)),
    ),
    `    expcert explain ${code}`,
  ];
}

export type FindingView = Pick<View, 'verbose' | 'waiverOf' | 'call'>;

/** What somebody has accepted: what it is, and why. */
function waivedLines({ code, severity, message }: Finding, waived: AcceptedUntil, about: string): Line[] {
  return [
    [marked('waived'), ' ', toned('strong', code), about === '' ? '' : `   ${about}`],
    ...indented(wrapped(`${severity}: ${message}`, columnsOfText - 4)),
    ...indented(wrapped(waiverText(waived), columnsOfText - 4)),
  ];
}

export const waiverText = ({ until, reason }: AcceptedUntil): string => `waived until ${until}: ${reason}`;

/** Errors first, otherwise in the order found. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

const severities: readonly Severity[] = ['error', 'warning', 'notice'];

/** `1 error, 2 warnings, 1 waived`, or `no findings`. */
export function findingCounts(findings: readonly Finding[], { waiverOf }: Pick<View, 'waiverOf'>): string {
  const isWaived = (finding: Finding): boolean => (finding.waived ?? waiverOf(finding)) !== undefined;
  const counting = findings.filter((finding) => !isWaived(finding));
  const counts = severities
    .map(
      (severity) => [counting.filter((finding) => finding.severity === severity).length, severity] as const,
    )
    .filter(([number]) => number > 0)
    .map(([number, severity]) => count(number, severity));
  const waived = findings.length - counting.length;
  const all = [...counts, ...(waived > 0 ? [`${waived} waived`] : [])];
  return all.length === 0 ? 'no findings' : all.join(', ');
}
