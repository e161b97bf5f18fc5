import { subjectText } from '../findings/subject-text.ts';
import { printable } from './printable.ts';
import type { Report, ReportedFinding, ReportedItem, ReportedProblem } from './report.ts';
import { notCovered } from '../verdict/requirement-texts.ts';
import { cellText, itemTable, serviceTable, type Table } from './tables.ts';
import {
  alikeQuestions,
  locationText,
  problemTexts,
  sentence,
  summaryText,
  waiverText,
  type AlikeQuestions,
} from './words.ts';

/** The report for a ticket or a wiki, in Markdown that every dialect reads (CommonMark, with tables). */
export function toMarkdown(report: Report): string {
  const { tool, checkedAt, deployment, summary, items = [], findings, unread = [], refused = [] } = report;
  const { notChecked = [] } = report;
  const facts = [
    ...(deployment ? [['Deployment', `${deployment.name} (${deployment.file})`] as const] : []),
    ['Checked as of', checkedAt] as const,
    ['Made by', `${tool.name} ${tool.version}`] as const,
  ];
  const lines = [
    '# Certificate check',
    '',
    ...facts.map(([label, value]) => `- ${label}: ${escaped(value)}`),
    '',
    `**${escaped(summaryText(summary))}**`,
    '',
    ...servicesSection(report),
    ...findingsSection(
      'Findings',
      findings.filter(({ waived }) => !waived),
    ),
    ...findingsSection(
      'Waived',
      findings.filter(({ waived }) => waived),
    ),
    ...(notChecked.length > 0
      ? ['## Not checked', '', ...alikeQuestions(notChecked).flatMap(questionLines), '']
      : []),
    ...problemsSection('Could not be read', unread),
    ...problemsSection('Refused', refused),
    ...itemsSection(items),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function servicesSection(report: Report): string[] {
  const services = serviceTable(report);
  if (services.rows.length === 0) return [];
  return [
    '## Will it work?',
    '',
    ...table(services),
    '',
    escaped(`A yes says nothing about ${notCovered}.`),
    '',
  ];
}

const questionLines = ({ text, about, answers }: AlikeQuestions): string[] => [
  `- ${escaped(about.length === 0 ? text : `${text}: ${about.join(', ')}`)}`,
  ...answers.map((way) => `  - ${escaped(way)}`),
];

/** What one rule says stands together. */
function findingsSection(title: string, findings: readonly ReportedFinding[]): string[] {
  const blocks = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const key = `${finding.code} ${finding.waived ? waiverText(finding.waived) : ''}`;
    blocks.set(key, [...(blocks.get(key) ?? []), finding]);
  }
  return blocks.size === 0 ? [] : [`## ${title}`, '', ...[...blocks.values()].flatMap(blockLines)];
}

function blockLines(block: readonly ReportedFinding[]): string[] {
  const [{ severity, code, waived }] = block as readonly [ReportedFinding];
  const about = distinct(block.map(subjectText)).filter((text) => text !== '');
  const [isOne, whys] = [block.length === 1, distinct(block.map(({ why }) => why))];
  const steps = distinct(block.flatMap(({ fix }) => fix));
  const sources = distinct(block.flatMap(({ source }) => source.map(({ title, ref }) => `${title}, ${ref}`)));
  return [
    `### ${severity}: ${escaped(code)}${about.length === 0 ? '' : ` – ${escaped(about.join(', '))}`}`,
    '',
    ...(isOne
      ? [`${escaped(sentence(block[0]!.message))} ${escaped(whys[0]!)}`, '']
      : [...messageLines(block, about.length), '', ...whys.flatMap((why) => [escaped(why), ''])]),
    ...(waived ? [`*${escaped(waiverText(waived))}*`, ''] : []),
    ...steps.map((step, at) => `${at + 1}. ${escaped(step)}`),
    ...(steps.length > 0 ? [''] : []),
    ...(isOne ? block[0]!.locations.map((location) => `- at ${escaped(locationText(location))}`) : []),
    ...sources.map((source) => `- source: ${escaped(source)}`),
    '',
  ];
}

/** With whom what is the case, and where. */
const messageLines = (block: readonly ReportedFinding[], whom: number): string[] =>
  distinct(
    block.map((finding) => {
      const about = subjectText(finding);
      const places = finding.locations.map(locationText).join(', ');
      return `- ${escaped(whom > 1 && about !== '' ? `${about}: ` : '')}${escaped(sentence(finding.message))}${places === '' ? '' : ` (${escaped(places)})`}`;
    }),
  );

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

function problemsSection(title: string, problems: readonly ReportedProblem[]): string[] {
  if (problems.length === 0) return [];
  const lines = problems.flatMap((problem) =>
    problemTexts(problem).map((line, at) => `${at === 0 ? '- ' : '  - '}${escaped(line)}`),
  );
  return [`## ${title}`, '', ...lines, ''];
}

function itemsSection(items: readonly ReportedItem[]): string[] {
  return items.length === 0 ? [] : ['## What was looked at', '', ...table(itemTable(items)), ''];
}

function table({ columns, rows }: Table): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return [
    line(columns),
    `|${' --- |'.repeat(columns.length)}`,
    ...rows.map((row) => line(row.map(cellText))),
  ];
}

/** Everything that Markdown gives a meaning, and what its dialects make links of. */
const escaped = (text: string): string =>
  printable(text)
    .replace(/[\\`*_{}[\]<>#|~&!$^]/g, (character) => `\\${character}`)
    .replace(/:\/\//g, '\\://')
    .replace(/\bwww\./gi, (start) => `${start.slice(0, 3)}\\.`)
    .replace(/@/g, '\\@')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
