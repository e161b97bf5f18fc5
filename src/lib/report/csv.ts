import { printable } from './printable.ts';
import type {
  Report,
  ReportedFinding,
  ReportedProblem,
  ReportedQuestion,
  ReportedService,
} from './report.ts';
import { problemTexts, ReasonTexts, verdictText } from './words.ts';
import { serviceText } from '../verdict/services.ts';

const columns = [
  'kind',
  'severity',
  'code',
  'cluster',
  'peer',
  'file',
  'line',
  'entry',
  'message',
  'why',
  'fix',
  'waived until',
  'waiver reason',
] as const;
type Row = { readonly [Column in (typeof columns)[number]]?: string | number | undefined };

/** One row for each finding, then for each verdict and each input that could not be read (RFC 4180). */
export function toCsv(report: Report): string {
  const reasons = new ReasonTexts(report);
  const rows = [
    ...report.findings.map(findingRow),
    ...(report.services ?? []).map((verdict) => serviceRow(verdict, reasons)),
    ...(report.notChecked ?? []).map(questionRow),
    ...(report.unread ?? []).map((problem) => problemRow('not read', problem)),
    ...(report.refused ?? []).map((problem) => problemRow('refused', problem)),
  ];
  return [columns.join(','), ...rows.map(rowText)].map((line) => `${line}\r\n`).join('');
}

function findingRow({
  code,
  severity,
  cluster,
  peer,
  file,
  message,
  why,
  fix,
  locations,
  waived,
}: ReportedFinding): Row {
  const [place] = locations;
  return {
    kind: waived ? 'waived finding' : 'finding',
    severity,
    code,
    cluster,
    peer,
    file: place?.file ?? file,
    line: place?.line,
    entry: place?.entry,
    message,
    why,
    fix: fix.join(' / '),
    'waived until': waived?.until,
    'waiver reason': waived?.reason,
  };
}

function serviceRow(verdict: ReportedService, reasons: ReasonTexts): Row {
  const { service, cluster, peer } = verdict;
  return {
    kind: 'verdict',
    cluster,
    peer,
    message: `${serviceText(service)}: ${verdictText(verdict)}`,
    why: reasons.of(verdict),
    'waived until': verdict.waived?.until,
    'waiver reason': verdict.waived?.reason,
  };
}

const questionRow = ({ what, why, answer, peer, file }: ReportedQuestion): Row => ({
  kind: 'not checked',
  peer,
  file,
  message: what,
  why,
  fix: answer.join(' / '),
});

function problemRow(kind: string, problem: ReportedProblem): Row {
  const [message, ...more] = problemTexts(problem);
  const { location, code } = problem;
  return { kind, code, file: location?.file, line: location?.line, message, why: more.join(' / ') };
}

const rowText = (row: Row): string => columns.map((column) => field(row[column])).join(',');

function field(value: string | number | undefined): string {
  const text = printable(String(value ?? ''));
  const safe = typeof value === 'string' ? withoutFormula(text) : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Spreadsheets run what starts with one of these; a leading apostrophe makes it text (OWASP, CSV injection). */
const withoutFormula = (text: string): string => (/^\s*[=+\-@|%＝＋－＠]/.test(text) ? `'${text}` : text);
