import { sources, type Citation, type Detail, type Finding, type Value } from '../../lib/index.ts';
import type { Problem } from '../command-error.ts';
import type { Report } from '../report.ts';
import { version } from '../version.ts';
import { printableJson } from './printable.ts';

/** Raised by additions in its second number, by anything else in its first. */
export const schemaVersion = '1.0';

/** The result for programs. The order of keys and entries is fixed, so that two results can be compared as text. */
export function toJson(report: Report): string {
  return report.result.verbatim ?? `${printableJson(JSON.stringify(jsonResult(report), null, 2))}\n`;
}

export function jsonResult({ result, checkedAt }: Report): Detail {
  const { findings, unread = [], refused = [], notChecked = 0, deployment, parts = {} } = result;
  return {
    schemaVersion,
    tool: { name: 'expcert', version },
    checkedAt: seconds(checkedAt),
    ...(deployment && { deployment: { ...deployment } }),
    summary: summary(findings, notChecked),
    ...parts,
    findings: findings.map(jsonFinding),
    ...(unread.length > 0 && { unread: unread.map(jsonProblem) }),
    ...(refused.length > 0 && { refused: refused.map(jsonProblem) }),
  };
}

function summary(findings: readonly Finding[], notChecked: number): Detail {
  const count = (severity: Finding['severity']) => findings.filter((f) => f.severity === severity).length;
  return { error: count('error'), warning: count('warning'), notice: count('notice'), notChecked };
}

function jsonFinding({
  code,
  severity,
  subject,
  params,
  message,
  why,
  fix,
  locations,
  source,
}: Finding): Detail {
  return {
    code,
    severity,
    ...subject,
    params,
    message,
    why,
    fix,
    locations: locations.map((location): Detail => ({ ...location })),
    source: source.map(jsonCitation),
  };
}

export function jsonCitation({ source, ref }: Citation): Detail {
  return { title: sources[source].title, ref };
}

function jsonProblem({ code, message, location, details = {} }: Problem): Detail {
  return {
    ...(code !== undefined && { code }),
    message,
    ...(location && { location: { ...location } }),
    ...Object.fromEntries(
      Object.entries(details).map(([label, text]): [string, Value] => [label, [text].flat()]),
    ),
  };
}

/** UTC, whole seconds. */
function seconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
