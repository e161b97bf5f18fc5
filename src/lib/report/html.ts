import { subjectText } from '../findings/subject-text.ts';
import type { Severity } from '../findings/finding.ts';
import { conclusionOf } from '../verdict/conclusion.ts';
import { notCovered } from '../verdict/requirement-texts.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { conclusionText } from './conclusion-text.ts';
import { stylesheet, stylesheetHash } from './html-style.ts';
import type {
  Report,
  ReportedFinding,
  ReportedProblem,
  ReportedQuestion,
  ReportedService,
} from './report.ts';
import {
  cellLines,
  identityTable,
  itemTable,
  nameMatrices,
  peerTable,
  serviceMatrix,
  type Cell,
  type Table,
} from './tables.ts';
import { alikeQuestions, counted, locationText, problemTexts, sentence, waiverText } from './words.ts';
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
    ...conclusionLines(report),
    ...factLines(report),
    ...summaryLines(report),
    ...section('Will it work?', willItWork(services)),
    ...section(
      'Names on the certificates',
      nameMatrices(report).flatMap((matrix) =>
        table(`Names on the certificates of ${matrix.columns.slice(1).join(', ')}`, matrix),
      ),
    ),
    ...peersOf(services, counting).flatMap((peer) => peerSection(peer, report, counting)),
    ...findingsSection(
      services.length > 0 ? 'All peers and other files' : 'Findings',
      counting.filter(({ peer }) => peer === undefined),
    ),
    ...findingsSection(
      'Waived',
      findings.filter(({ waived }) => waived),
    ),
    ...section('Not checked', questionList(notChecked)),
    ...problemsSection('Could not be read', unread),
    ...problemsSection('Refused', refused),
    ...section('Certificates and requests', table('Certificates and requests', identityTable(items))),
    ...section('What was looked at', table('What was looked at', itemTable(items))),
    '</main>',
    '</body>',
    '</html>',
    '',
  ];
  return lines.join('\n');
}

/** What it comes to, where a deployment was judged or something is wrong. */
function conclusionLines({ services = [], findings, notChecked = [] }: Report): string[] {
  const conclusion = conclusionOf(services, findings);
  return services.length === 0 && conclusion.state === 'open'
    ? []
    : [`<p class="conclusion">${text(conclusionText(conclusion, alikeQuestions(notChecked).length))}</p>`];
}

function factLines({ deployment, checkedAt, tool }: Report): string[] {
  const facts = [
    ...(deployment
      ? ([
          ['Deployment file', deployment.file],
          ['its SHA-256', deployment.sha256],
        ] as const)
      : []),
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

/** In the order of the verdicts; then those that only a finding names. */
const peersOf = (services: readonly ReportedService[], findings: readonly ReportedFinding[]): string[] => [
  ...new Set([...services, ...findings].flatMap(({ peer }) => (peer === undefined ? [] : [peer]))),
];

/** What the person in charge of a peer needs; on paper a page of its own. */
function peerSection(peer: string, report: Report, findings: readonly ReportedFinding[]): string[] {
  const own = findings.filter((finding) => finding.peer === peer);
  const reasons = table(`Services of ${peer}`, peerTable(report, peer));
  return section(peer, [...reasons, ...errorsFirst(own).flatMap(findingLines)], 'peer');
}

const findingsSection = (title: string, findings: readonly ReportedFinding[]): string[] =>
  section(title, errorsFirst(findings).flatMap(findingLines));

const severities: readonly Severity[] = ['error', 'warning', 'notice'];

const errorsFirst = (findings: readonly ReportedFinding[]): ReportedFinding[] =>
  severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));

/** Nothing where there is nothing to say. */
function section(title: string, content: readonly string[], kind?: string): string[] {
  if (content.length === 0) return [];
  const start = kind === undefined ? '<section>' : `<section class="${kind}">`;
  return [start, `<h2>${text(title)}</h2>`, ...content, '</section>'];
}

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
    ...inOneLine('places', 'At', locations.map(locationText)),
    ...inOneLine(
      'sources',
      'Source:',
      source.map(({ title, ref }) => `${title}, ${ref}`),
    ),
    '</article>',
  ];
}

const inOneLine = (style: string, label: string, entries: readonly string[]): string[] =>
  entries.length === 0 ? [] : [`<p class="${style}">${text(`${label} ${entries.join('; ')}`)}</p>`];

function list(kind: 'ol' | 'ul', entries: readonly string[], style?: string): string[] {
  if (entries.length === 0) return [];
  const start = style === undefined ? `<${kind}>` : `<${kind} class="${style}">`;
  return [start, ...entries.map((entry) => `<li>${text(entry)}</li>`), `</${kind}>`];
}

function willItWork(services: readonly ReportedService[]): string[] {
  const lines = table('Will it work?', serviceMatrix(services));
  return lines.length === 0
    ? []
    : [...lines, `<p class="places">${text(`A yes says nothing about ${notCovered}.`)}</p>`];
}

function questionList(questions: readonly ReportedQuestion[]): string[] {
  const entries = alikeQuestions(questions).map(({ text: asked, about, answers }) =>
    [
      `<li>${text(about.length === 0 ? asked : `${asked}: ${about.join(', ')}`)}`,
      ...list('ul', answers, 'places'),
      '</li>',
    ].join(''),
  );
  return entries.length === 0 ? [] : ['<ul>', ...entries, '</ul>'];
}

function problemsSection(title: string, problems: readonly ReportedProblem[]): string[] {
  const entries = problems.map((problem) => `<li>${problemTexts(problem).map(text).join('<br>')}</li>`);
  return section(title, entries.length === 0 ? [] : ['<ul>', ...entries, '</ul>']);
}

function table(title: string, { columns, rows }: Table): string[] {
  if (rows.length === 0) return [];
  const row = ([first = '', ...rest]: readonly Cell[]): string =>
    `<tr><th scope="row">${lines(first)}</th>${rest.map(tableCell).join('')}</tr>`;
  return [
    `<div class="wide" role="region" aria-label="${text(title)}" tabindex="0">`,
    '<table>',
    `<thead><tr>${columns.map((column) => `<th scope="col">${breakable(column)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map(row),
    '</tbody>',
    '</table>',
    '</div>',
  ];
}

/** Names and hashes may be broken where they have a dot or a colon; days may not. */
const breakable = (words: string): string =>
  text(words)
    .replace(/(?<=\w)\.(?=\w)|(?<=[\dA-F]{2}):(?=[\dA-F]{2})/g, '<wbr>$&')
    .replace(/\b\d{4}-\d\d-\d\d\b/g, '<span class="day">$&</span>');

const tableCell = (cell: Cell): string =>
  typeof cell === 'object' && 'verdict' in cell
    ? `<td class="${verdictClass[cell.verdict]}">${text(cell.text)}</td>`
    : `<td>${lines(cell)}</td>`;

const lines = (cell: Cell): string => cellLines(cell).map(breakable).join('<br>');

/** The colour repeats what the cell says. */
const verdictClass: Readonly<Record<Verdict, string>> = { yes: 'good', no: 'error', 'not known': 'open' };
