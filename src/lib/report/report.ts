import type { Detail, Finding, Location, Severity, Value } from '../findings/finding.ts';
import type { FindingCode } from '../findings/codes.ts';
import type { Effect, Requirement } from '../findings/requirements.ts';
import { sources, type Citation } from '../findings/sources.ts';
import type { ServiceVerdict } from '../verdict/verdict.ts';

/** Raised by additions in its second number, by anything else in its first. */
export const schemaVersion = '2.0';

/** What every format is made of: plain data, so that it survives JSON and postMessage. */
export type Report = {
  readonly schemaVersion: string;
  readonly tool: { readonly name: 'expcert'; readonly version: string };
  /** Time of judgement, UTC, whole seconds: `2026-11-22T10:00:00Z`. */
  readonly checkedAt: string;
  readonly deployment?: ReportedDeployment;
  readonly summary: ReportSummary;
  readonly services?: readonly ReportedService[];
  readonly items?: readonly ReportedItem[];
  readonly findings: readonly ReportedFinding[];
  readonly notChecked?: readonly ReportedQuestion[];
  readonly unread?: readonly ReportedProblem[];
  readonly refused?: readonly ReportedProblem[];
  /** Further parts of single commands: `plan`, `rules`. */
  readonly [part: string]: Value | undefined;
};

export type ReportedDeployment = {
  readonly name: string;
  readonly file: string;
  /** Of the file's bytes, in hex. */
  readonly sha256: string;
};

/** Findings by severity without the waived ones, which are counted by themselves. */
export type ReportSummary = {
  readonly error: number;
  readonly warning: number;
  readonly notice: number;
  /** Questions left open: no trust list given, no revocation list given. */
  readonly notChecked: number;
  readonly waived: number;
};

/** Will it work, on one peer? */
export type ReportedService = ServiceVerdict;

/** A question that was left open, and why. */
export type ReportedQuestion = {
  /** Absent in commands without verdicts. */
  readonly id?: string;
  readonly what: string;
  readonly why: string;
  /** How to answer it, one way a line. */
  readonly answer?: readonly string[];
  readonly peer?: string;
  readonly file?: string;
};

/** A certificate, request or key that was looked at; more fields by its kind. */
export type ReportedItem = {
  readonly file: string;
  readonly kind: string;
  readonly [field: string]: Value;
};

export type ReportedLocation = {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly endColumn?: number;
  readonly entry?: number;
};

export type ReportedFinding = {
  /** Absent in commands without verdicts. */
  readonly id?: string;
  /** Id of the item it is about. */
  readonly item?: string;
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly cluster?: string;
  readonly peer?: string;
  readonly file?: string;
  readonly params: Detail;
  readonly message: string;
  readonly why: string;
  readonly fix: readonly string[];
  readonly locations: readonly ReportedLocation[];
  readonly source: readonly { readonly title: string; readonly ref: string }[];
  /** Requirements of verdicts on which it bears. */
  readonly bears?: readonly { readonly requirement: Requirement; readonly effect: Effect }[];
  readonly waived?: { readonly until: string; readonly reason: string };
};

/** What could not be read or was refused. */
export type ReportedProblem = {
  readonly message: string;
  readonly code?: string;
  readonly location?: ReportedLocation;
  readonly found?: readonly string[];
  readonly expected?: readonly string[];
  readonly note?: readonly string[];
  readonly help?: readonly string[];
};

/** What commands have to say beside their findings. */
export type ReportParts = Pick<Report, 'services' | 'items' | 'notChecked'> & {
  readonly [part: string]: Value;
};

/** A finding, with its id where verdicts speak of it. */
export type FindingToReport = Finding & { readonly id?: string; readonly item?: string };

export interface ReportContent {
  /** Of expcert. */
  readonly version: string;
  readonly checkedAt: Date;
  readonly deployment?: ReportedDeployment;
  /** In the order of the report. */
  readonly findings: readonly FindingToReport[];
  /** How many questions were left open. */
  readonly notChecked?: number;
  readonly unread?: readonly ReportedProblem[];
  readonly refused?: readonly ReportedProblem[];
  /** Parts between the summary and the findings. */
  readonly parts?: ReportParts;
}

/** Puts a report together; the order of its keys is fixed, so that two reports can be compared as text. */
export function makeReport(content: ReportContent): Report {
  const { deployment, findings, notChecked = 0, unread = [], refused = [], parts } = content;
  return {
    schemaVersion,
    tool: { name: 'expcert', version: content.version },
    checkedAt: wholeSeconds(content.checkedAt),
    ...(deployment && { deployment }),
    summary: summaryOf(findings, notChecked),
    ...parts,
    findings: findings.map(reportedFinding),
    ...(unread.length > 0 && { unread }),
    ...(refused.length > 0 && { refused }),
  };
}

function summaryOf(findings: readonly Finding[], notChecked: number): ReportSummary {
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity && !finding.waived).length;
  return {
    error: count('error'),
    warning: count('warning'),
    notice: count('notice'),
    notChecked,
    waived: findings.filter(({ waived }) => waived).length,
  };
}

function reportedFinding(finding: FindingToReport): ReportedFinding {
  const { id, item, code, severity, subject, params, message, why, fix, locations, source } = finding;
  const { bears, waived } = finding;
  return {
    ...(id !== undefined && { id }),
    ...(item !== undefined && { item }),
    code,
    severity,
    ...subject,
    params,
    message,
    why,
    fix,
    locations: locations.map((location: Location): ReportedLocation => ({ ...location })),
    source: source.map(reportedCitation),
    ...(bears && { bears: bears.map(({ requirement, effect }) => ({ requirement, effect })) }),
    ...(waived && { waived: { until: waived.until, reason: waived.reason } }),
  };
}

export const reportedCitation = ({
  source,
  ref,
}: Citation): { readonly title: string; readonly ref: string } => ({
  title: sources[source].title,
  ref,
});

const wholeSeconds = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;
