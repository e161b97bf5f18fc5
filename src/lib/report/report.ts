import type { Detail, Finding, FindingBearing, Location, Severity, Value } from '../findings/finding.ts';
import type { FindingCode } from '../findings/codes.ts';
import { itemId, withIds, type IdentifiedFinding } from '../findings/ids.ts';
import { sources, type Citation } from '../findings/sources.ts';
import type { ServiceVerdict } from '../verdict/verdict.ts';

/** Raised by additions in its second number, by anything else in its first. */
export const schemaVersion = '2.1';

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
  /** On which verdicts rest and which the call did not ask for: they count for nothing else. */
  readonly otherFindings?: readonly ReportedFinding[];
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
  readonly id: string;
  readonly what: string;
  readonly why: string;
  /** How to answer it, one way a line; empty where nobody here can. */
  readonly answer: readonly string[];
  /** What answers it too, for programs. */
  readonly ownWay?: Detail;
  readonly peer?: string;
  readonly file?: string;
};

/** A certificate, request or key that was looked at; more fields by its kind. */
export type ReportedItem = {
  /** `trust/edge.pem`, `bundle.pem#2` */
  readonly id: string;
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
  readonly id: string;
  /** Id of the item it is about. */
  readonly item?: string;
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly cluster?: string;
  readonly peer?: string;
  readonly store?: 'client';
  readonly file?: string;
  readonly params: Detail;
  readonly message: string;
  readonly why: string;
  readonly fix: readonly string[];
  readonly locations: readonly ReportedLocation[];
  readonly source: readonly { readonly title: string; readonly ref: string }[];
  /** Requirements of verdicts on which it bears, and in which rows where not in all of its peer. */
  readonly bears?: readonly FindingBearing[];
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
export type ReportParts = Pick<Report, 'services' | 'notChecked'> & {
  readonly items?: readonly ItemToReport[];
  readonly [part: string]: Value | undefined;
};

/** An item; its id follows from its file, and from its number in it. */
export type ItemToReport = {
  readonly id?: string;
  readonly file: string;
  readonly entry?: number;
  readonly kind: string;
  readonly [field: string]: Value;
};

/** A finding, with its id where verdicts speak of it. */
export type FindingToReport = Finding & Partial<IdentifiedFinding>;

export interface ReportContent {
  /** Of expcert. */
  readonly version: string;
  readonly checkedAt: Date;
  readonly deployment?: ReportedDeployment;
  /** In the order of the report. */
  readonly findings: readonly FindingToReport[];
  readonly otherFindings?: readonly FindingToReport[];
  /** How many questions were left open. */
  readonly notChecked?: number;
  readonly unread?: readonly ReportedProblem[];
  readonly refused?: readonly ReportedProblem[];
  /** Parts between the summary and the findings. */
  readonly parts?: ReportParts;
}

/** Puts a report together; the order of its keys is fixed, so that two reports can be compared as text. */
export function makeReport(content: ReportContent): Report {
  const { deployment, findings, otherFindings = [], notChecked = 0, unread = [], refused = [] } = content;
  const { services, items, ...parts } = content.parts ?? {};
  const reportedItems = items?.map(reportedItem);
  const identified = withIds([...findings, ...otherFindings], reportedItems ?? []).map(reportedFinding);
  return {
    schemaVersion,
    tool: { name: 'expcert', version: content.version },
    checkedAt: wholeSeconds(content.checkedAt),
    ...(deployment && { deployment }),
    summary: summaryOf(findings, notChecked),
    ...(services && { services }),
    ...(reportedItems && { items: reportedItems }),
    ...parts,
    findings: identified.slice(0, findings.length),
    ...(otherFindings.length > 0 && { otherFindings: identified.slice(findings.length) }),
    ...(unread.length > 0 && { unread }),
    ...(refused.length > 0 && { refused }),
  };
}

const reportedItem = ({ id, ...item }: ItemToReport): ReportedItem => ({ id: id ?? itemId(item), ...item });

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

function reportedFinding(finding: IdentifiedFinding): ReportedFinding {
  const { id, item, code, severity, subject, params, message, why, fix, locations, source } = finding;
  const { bears, waived } = finding;
  return {
    id,
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
    ...(bears && { bears }),
    ...(waived && { waived }),
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
