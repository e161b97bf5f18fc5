import type { Finding, Severity } from '../../lib/index.ts';
import { count } from '../exit-code.ts';
import { marked, toned, type Line } from './line.ts';
import { place } from './problem.ts';
import { hanging, wrapped } from './wrap.ts';

const columns = 110;

/**
 * A finding on its own: severity, code and what it is about, then the message, the first step and where to read
 * more.
 * @param about what the finding is about, in the words of the result: `edge, 2 peers`
 */
export function findingLines(finding: Finding, about: string, { verbose }: { verbose: boolean }): Line[] {
  const { code, severity, message, why, fix, locations } = finding;
  const steps = verbose ? fix : fix.slice(0, 1);
  const where = locations[0] ? `   (${place(locations[0])})` : '';
  return [
    [marked(severity), ' ', toned('strong', code), about === '' ? '' : `   ${about}`],
    ...indented(wrapped(`${message}${/[.!?]$/.test(message) ? '' : '.'}`, columns - 4)),
    ...(verbose ? indented(hanging('why: ', why, columns - 4)) : []),
    ...steps.flatMap((step, at) =>
      indented(hanging('fix: ', `${step}${at === 0 ? where : ''}`, columns - 4)),
    ),
    `    expcert explain ${code}`,
  ];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`);
}

/** Errors first, otherwise in the order found. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

const severities: readonly Severity[] = ['error', 'warning', 'notice'];

/** `1 error, 2 warnings`, or `no findings`. */
export function findingCounts(findings: readonly Finding[]): string {
  const counts = severities
    .map(
      (severity) => [findings.filter((finding) => finding.severity === severity).length, severity] as const,
    )
    .filter(([number]) => number > 0);
  return counts.length === 0
    ? 'no findings'
    : counts.map(([number, severity]) => count(number, severity)).join(', ');
}
