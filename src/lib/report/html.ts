import type { Severity } from '../findings/finding.ts';
import { stylesheet, stylesheetHash } from './html-style.ts';
import type { Report, ReportedFinding, ReportedProblem } from './report.ts';
import { itemTable, serviceTable, type Table } from './tables.ts';
import {
  counted,
  locationText,
  problemTexts,
  questionText,
  sentence,
  subjectText,
  waiverText,
} from './words.ts';
import { escapeMarkup as text } from './xml.ts';

/** Nothing is loaded and nothing runs: not even what a certificate might smuggle in. */
const policy = `default-src 'none'; style-src '${stylesheetHash}'; base-uri 'none'; form-action 'none'`;

/** The report as one file for a browser or a printer: no script, no link to anything outside. */
export function toHtml(report: Report): string {
  const {
    deployment,
    services = [],
    items = [],
    findings,
    notChecked = [],
    unread = [],
    refused = [],
  } = report;
  const title = deployment ? `Certificate check: ${deployment.name}` : 'Certificate check';
  const counting = findings.filter(({ waived }) => !waived);
  const lines = [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${text(title)}</title>`,
    `<style>${stylesheet}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${text(title)}</h1>`,
    ...factLines(report),
    ...summaryLines(report),
    ...tableSection('Will it work?', serviceTable(services), verdictClass),
    ...severities.flatMap((severity) => findingsSection(severity, counting)),
    ...waivedSection(findings.filter(({ waived }) => waived)),
    ...(notChecked.length > 0 ? section('Not checked', list('ul', notChecked.map(questionText))) : []),
    ...problemsSection('Could not be read', unread),
    ...problemsSection('Refused', refused),
    ...tableSection('What was looked at', itemTable(items)),
    '</main>',
    '</body>',
    '</html>',
    '',
  ];
  return lines.join('\n');
}

const severities: readonly Severity[] = ['error', 'warning', 'notice'];
const headings: Readonly<Record<Severity, string>> = {
  error: 'Errors',
  warning: 'Warnings',
  notice: 'Notices',
};

function factLines({ deployment, checkedAt, tool }: Report): string[] {
  const facts = [
    ...(deployment ? [['Deployment file', deployment.file] as const] : []),
    ['Checked as of', checkedAt.replace('T', ' ').replace('Z', ' UTC')] as const,
    ['Made by', `${tool.name} ${tool.version}`] as const,
  ];
  return [
    '<dl>',
    ...facts.map(([label, value]) => `<div><dt>${label}</dt><dd>${text(value)}</dd></div>`),
    '</dl>',
  ];
}

function summaryLines({ summary: { error, warning, notice, notChecked, waived } }: Report): string[] {
  const counts = [
    ['error', counted(error, 'error')],
    ['warning', counted(warning, 'warning')],
    ['notice', counted(notice, 'notice')],
    ['open', `${notChecked} not checked`],
    ...(waived > 0 ? [['open', `${waived} waived`]] : []),
  ];
  return [
    '<ul class="summary">',
    ...counts.map(([kind, words]) => `<li class="${kind}">${words}</li>`),
    '</ul>',
  ];
}

function findingsSection(severity: Severity, findings: readonly ReportedFinding[]): string[] {
  const members = findings.filter((finding) => finding.severity === severity);
  return members.length === 0 ? [] : section(headings[severity], members.flatMap(findingLines));
}

const waivedSection = (findings: readonly ReportedFinding[]): string[] =>
  findings.length === 0 ? [] : section('Waived', findings.flatMap(findingLines));

const section = (title: string, content: readonly string[]): string[] => [
  '<section>',
  `<h2>${title}</h2>`,
  ...content,
  '</section>',
];

function findingLines(finding: ReportedFinding): string[] {
  const { severity, code, message, why, fix, locations, source, waived } = finding;
  const about = subjectText(finding);
  return [
    `<article class="${severity}">`,
    `<h3><span class="mark">${severity}</span> <code>${text(code)}</code>${about === '' ? '' : ` ${text(about)}`}</h3>`,
    `<p>${text(sentence(message))}</p>`,
    ...(waived ? [`<p class="waived">${text(waiverText(waived))}</p>`] : []),
    `<p>${text(why)}</p>`,
    ...list('ol', fix),
    ...list('ul', [...locations.map((place) => `at ${locationText(place)}`)], 'places'),
    ...list(
      'ul',
      source.map(({ title, ref }) => `${title}, ${ref}`),
      'sources',
    ),
    '</article>',
  ];
}

function list(kind: 'ol' | 'ul', entries: readonly string[], style?: string): string[] {
  if (entries.length === 0) return [];
  const start = style === undefined ? `<${kind}>` : `<${kind} class="${style}">`;
  return [start, ...entries.map((entry) => `<li>${text(entry)}</li>`), `</${kind}>`];
}

function problemsSection(title: string, problems: readonly ReportedProblem[]): string[] {
  if (problems.length === 0) return [];
  const entries = problems.map((problem) => `<li>${problemTexts(problem).map(text).join('<br>')}</li>`);
  return section(title, ['<ul>', ...entries, '</ul>']);
}

/** Rows about the same thing share its heading. */
function tableSection(
  title: string,
  { columns, rows }: Table,
  classOf: (cell: string, column: number) => string | undefined = () => undefined,
): string[] {
  if (rows.length === 0) return [];
  const cell = (content: string, column: number): string => {
    const kind = classOf(content, column);
    return `<td${kind === undefined ? '' : ` class="${kind}"`}>${text(content)}</td>`;
  };
  const body = (group: readonly (readonly string[])[]): string[] => [
    '<tbody>',
    ...group.map(([first = '', ...rest], row) => {
      const heading = `<th scope="rowgroup" rowspan="${group.length}">${text(first)}</th>`;
      return `<tr>${row === 0 ? heading : ''}${rest.map((content, at) => cell(content, at + 1)).join('')}</tr>`;
    }),
    '</tbody>',
  ];
  return section(title, [
    `<div class="wide" role="region" aria-label="${text(title)}" tabindex="0">`,
    '<table>',
    `<thead><tr>${columns.map((column) => `<th scope="col">${column}</th>`).join('')}</tr></thead>`,
    ...sameFirst(rows).flatMap(body),
    '</table>',
    '</div>',
  ]);
}

function sameFirst(rows: Table['rows']): (readonly string[])[][] {
  const groups: (readonly string[])[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    if (group && group[0]![0] === row[0]) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** The colour repeats what the third column says. */
const verdictClass = (verdict: string, column: number): string | undefined =>
  column !== 2 ? undefined : verdict === 'yes' ? 'good' : verdict === 'no' ? 'error' : 'open';
