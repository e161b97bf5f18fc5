import { reportOnRequests, subjectText } from '../../lib/front.ts';
import type { CsrCheck, Finding } from '../../lib/index.ts';
import type { Problem } from '../program/command-error.ts';
import { count } from '../program/exit-code.ts';
import type { DeploymentReference, Result, View } from '../program/report.ts';
import { bySeverity, findingLines } from '../render/finding-lines.ts';
import { findingBlocks } from '../render/finding-blocks.ts';
import type { Line } from '../render/line.ts';
import type { ReadRequest } from './read-requests.ts';
import { requestLines } from './request-text.ts';

export interface Checked {
  readonly read: readonly ReadRequest[];
  /** In the order of `read`. */
  readonly checks: readonly CsrCheck[];
  /** About the file of --key. */
  readonly keyFindings: readonly Finding[];
  readonly unread: readonly Problem[];
  readonly passedOver: readonly string[];
  readonly deployment: DeploymentReference | undefined;
}

export function checkedResult(checked: Checked): Result {
  const { read, checks, keyFindings, unread, deployment } = checked;
  const places = read.map(({ place }) => place);
  const { findings, items, requests, notChecked } = reportOnRequests(checks, places, keyFindings);
  return {
    findings,
    unread,
    notChecked: notChecked.length,
    ...(deployment && { deployment }),
    parts: { items, requests, notChecked },
    text: (view) => textOf(withFindings(checked, findings), view),
  };
}

/** The same with the findings as the report has them, in the same order. */
function withFindings(checked: Checked, findings: readonly Finding[]): Checked {
  let at = 0;
  const checks = checked.checks.map((check) => ({
    ...check,
    findings: findings.slice(at, (at += check.findings.length)),
  }));
  return { ...checked, checks, keyFindings: findings.slice(at) };
}

const allFindings = ({ checks, keyFindings }: Checked): Finding[] => [
  ...checks.flatMap(({ findings }) => findings),
  ...keyFindings,
];

/** Of more requests than anybody reads through, the findings alone are told. */
const mostRequests = 50;

function textOf(checked: Checked, view: View): Line[] {
  const { read, checks, keyFindings, deployment, passedOver } = checked;
  if (checks.length > mostRequests && !view.verbose && !view.quiet) {
    return [
      ...findingBlocks(bySeverity(allFindings(checked)), aboutText, view),
      `${summary(checked, view)}${others(checked, view)}`,
      'each request by itself: -v',
    ];
  }
  const lines = [
    ...checks.flatMap((check, at) => requestLines(read[at]!, check, { deployment, view })),
    ...keyFindings.flatMap((finding) => findingLines(finding, finding.subject.file ?? '', view)),
  ];
  if (view.quiet) return lines;
  const listed = view.verbose ? passedOver.map((file) => `passed over: ${file}`) : [];
  return [...lines, ...listed, `${summary(checked, view)}${others(checked, view)}`];
}

function summary(checked: Checked, { waiverOf }: View): string {
  const { checks, deployment } = checked;
  if (checks.length === 0) return 'no request was checked';
  const names = checks.reduce((sum, { request }) => sum + request.names.length, 0);
  const all = allFindings(checked);
  const findings = all.filter((finding) => !waiverOf(finding));
  const open = checks.reduce((sum, { notChecked }) => sum + notChecked.length, 0);
  const against = deployment ? ` checked against ${deployment.file}` : ', no deployment file to compare with';
  const counts = `${counted(findings, 'error')}, ${counted(findings, 'warning')}, ${open} not checked${waivedText(all.length - findings.length)}`;
  return `${count(names, 'name')} in ${count(checks.length, 'request')}${against}: ${counts}`;
}

const aboutText = ({ subject: { cluster: _, ...subject }, locations: [place] }: Finding): string =>
  subjectText(subject) || (place?.file ?? '');

const waivedText = (number: number): string => (number > 0 ? `, ${number} waived` : '');

function others({ passedOver }: Checked, { verbose }: View): string {
  if (passedOver.length === 0) return '';
  return `; ${count(passedOver.length, 'other file')} passed over${verbose ? '' : ' (list: -v)'}`;
}

const counted = (findings: readonly Finding[], severity: Finding['severity']): string =>
  count(findings.filter((finding) => finding.severity === severity).length, severity);
