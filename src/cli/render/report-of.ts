import { makeReport, type Report, type ReportedProblem } from '../../lib/front.ts';
import type { Problem } from '../program/command-error.ts';
import type { Outcome } from '../program/report.ts';
import { version } from '../program/version.ts';

/** What a command found as the library's report, of which the formats are made. */
export function reportOf({ result, findings, otherFindings, verdicts, checkedAt }: Outcome): Report {
  const { unread = [], refused = [], notChecked = 0, deployment, parts } = result;
  return makeReport({
    version,
    checkedAt,
    ...(deployment && {
      deployment: { name: deployment.name, file: deployment.file, sha256: deployment.sha256 },
    }),
    findings,
    otherFindings,
    notChecked,
    parts: { ...(verdicts.length > 0 && { services: verdicts }), ...parts },
    unread: unread.map(reportedProblem),
    refused: refused.map(reportedProblem),
  });
}

function reportedProblem({ code, message, location, details = {} }: Problem): ReportedProblem {
  const lines = Object.entries(details).map(([label, text]) => [label, [text].flat()] as const);
  return {
    ...(code !== undefined && { code }),
    message,
    ...(location && { location: { ...location } }),
    ...Object.fromEntries(lines),
  };
}
