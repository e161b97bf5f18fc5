import {
  expiryCalendar,
  readDeployment,
  type Report,
  reportOnCheck,
  toCsv,
  toHtml,
  toJson,
  toMarkdown,
  withIds,
} from '../lib/front.ts';
import type { Desk } from './desk.ts';
import type { State } from './state/state.ts';

/** The formats of the report, by ending. All but `.ics` are those of the command line. */
export const reportFormats = ['html', 'json', 'csv', 'md', 'ics'] as const;
export type ReportFormat = (typeof reportFormats)[number];

const types: Readonly<Record<ReportFormat, string>> = {
  html: 'text/html',
  json: 'application/json',
  csv: 'text/csv',
  md: 'text/markdown',
  ics: 'text/calendar',
};

/** Hands the report on everything that is open to the browser. */
export async function saveReport(format: ReportFormat, desk: Desk): Promise<void> {
  const { state } = desk;
  if (!state.judgement) return;
  const content = format === 'ics' ? calendarOf(state) : writers[format](await reportOf(state));
  desk.save(`expcert-report.${format}`, content, types[format]);
}

const writers: Readonly<Record<Exclude<ReportFormat, 'ics'>, (report: Report) => string>> = {
  html: toHtml,
  json: toJson,
  csv: toCsv,
  md: toMarkdown,
};

function calendarOf({ judgement, deployment, at }: State): string {
  return expiryCalendar(judgement!.report, {
    at,
    ...(deployment?.deployment && { policy: deployment.deployment.policy }),
  });
}

/** The same report as the command line makes of the same files. */
async function reportOf({ judgement, deployment: open, at }: State): Promise<Report> {
  const { report } = judgement!;
  const read = open && readDeployment(open.text, { file: open.file });
  if (!read?.deployment) {
    const mistakes = read?.findings ?? [];
    const findings = [...withIds(mistakes, []), ...report.findings];
    return reportOnCheck({ ...report, findings }, { version: EXPCERT_VERSION, at });
  }
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(open!.text));
  const sha256 = [...new Uint8Array(digest)].map((octet) => octet.toString(16).padStart(2, '0')).join('');
  const { deployment, findings } = read;
  return reportOnCheck(report, {
    version: EXPCERT_VERSION,
    at,
    deployment: { deployment, findings, sha256 },
  });
}
