import type { Deployment } from '../deployment/model.ts';
import type { Finding } from '../findings/finding.ts';
import { makeReport, type Report, type ReportParts } from '../report/report.ts';
import { waiveVerdicts } from '../verdict/reasons.ts';
import { unreadProblem, type UnreadPart } from '../report/unread.ts';
import type { CheckReport, Unread } from './report.ts';
import { waiveFindings } from './waive-findings.ts';

/** Areas whose rules check() runs over all that is there: only in these can a waiver be of no use. */
export const checkedAreas: readonly string[] = [
  'cert',
  'chain',
  'key',
  'trust',
  'fleet',
  'csr',
  'plan',
  'deployment',
];

export interface ReportOnCheckOptions {
  /** Of expcert. */
  readonly version: string;
  readonly at: Date;
  /** As readDeployment() gave it, with the digest of the file's bytes in hex. */
  readonly deployment?: {
    readonly deployment: Deployment;
    readonly findings: readonly Finding[];
    readonly sha256: string;
  };
}

/**
 * The whole report on a check, of which JSON, SARIF, HTML and the other formats are made: its findings and those about
 * the deployment file, and its verdicts, with the waivers laid over them, and what could not be read.
 */
export function reportOnCheck(
  checked: CheckReport,
  { version, at, deployment: read }: ReportOnCheckOptions,
): Report {
  const found = [...(read?.findings ?? []), ...checked.findings];
  const waivers = read?.deployment.waivers ?? [];
  const { findings, notices } = waiveFindings(found, waivers, {
    at,
    wholeAreas: checkedAreas,
    ...(read && { file: read.deployment.file }),
  });
  return makeReport({
    version,
    checkedAt: at,
    ...(read && {
      deployment: { name: read.deployment.name, file: read.deployment.file, sha256: read.sha256 },
    }),
    findings: [...findings, ...notices],
    notChecked: checked.notChecked.length,
    parts: {
      ...(checked.services.length > 0 && { services: waiveVerdicts(checked.services, findings) }),
      ...checkParts(checked),
    },
    unread: checked.unread.filter((part) => !isOfNoKind(part)).map((part) => unreadProblem(unreadPart(part))),
  });
}

/**
 * What stands in the report beside findings and verdicts.
 *
 * @param shown ids of the findings in the report, where it has not all
 */
export function checkParts(
  { items, requests, lists, notChecked }: Pick<CheckReport, 'items' | 'requests' | 'lists' | 'notChecked'>,
  shown?: ReadonlySet<string>,
): ReportParts {
  const withShown = <Part extends { readonly findings: readonly string[] }>(part: Part): Part => ({
    ...part,
    findings: part.findings.filter((id) => shown?.has(id) ?? true),
  });
  return {
    items,
    ...(requests.length > 0 && { requests: requests.map(withShown) }),
    ...(lists.length > 0 && { lists: lists.map(withShown) }),
    notChecked,
  };
}

/** A file of a folder that holds nothing to check: a note, a picture. */
export const isOfNoKind = ({ code }: Unread): boolean => code === 'unrecognised' || code === 'empty';

export function unreadPart({
  file,
  entry = 1,
  line,
  kind,
  label,
  container,
  code,
  what,
}: Unread): UnreadPart {
  return {
    path: file,
    entry,
    kind,
    ...(line !== undefined && { line }),
    ...(label !== undefined && { label }),
    ...(container !== undefined && { container }),
    error: { code, message: what },
  };
}
