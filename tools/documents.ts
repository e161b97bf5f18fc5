import type { RuleEntry, RuleText } from '../src/lib/findings/rule.ts';
import { citationText, sources, type Citation } from '../src/lib/findings/sources.ts';
import { services, type Service } from '../src/lib/deployment/model.ts';
import { shortServiceLabels } from '../src/lib/product/labels.ts';
import { faultKinds } from '../src/lib/x509/fault-kinds.ts';
import type { SanRow } from '../src/lib/san/table.ts';

const generated = '<!-- Generated: npm run docs -->';

/** A citation, as a link where the document has an address. */
function citationLink(citation: Citation): string {
  const address = addressOf(citation);
  return address ? `[${citationText(citation)}](${address})` : citationText(citation);
}

function addressOf({ source, ref }: Citation): string | undefined {
  const number = /^\d+/.exec(ref)?.[0];
  if (source === 'rfc' && number) return `${sources.rfc.url}${number}`;
  if (source === 'xep' && number) return `${sources.xep.url}${number}.html`;
  if (source === 'bug') return /^\w+$/.test(ref) ? `${sources.bug.url}${ref}` : undefined;
  const document: { readonly title: string; readonly url?: string } = sources[source];
  return source === 'tac' ? undefined : document.url;
}

/** docs/findings.md: everything `expcert explain` knows, area by area in the order of the lists. */
export function findingsDocument(catalogue: readonly RuleEntry[]): string {
  const lines = ['# Findings', '', generated, ''];
  lines.push(
    'Every finding expcert can report. `expcert explain CODE` prints the same text.',
    'Severities: an **error** breaks a MUST of a standard or is refused by the product; a **warning** breaks a SHOULD or',
    'will fail later; a **notice** is worth knowing and no defect.',
    '',
  );
  let area = '';
  for (const rule of catalogue) {
    const areaOfRule = rule.code.slice(0, rule.code.indexOf('/'));
    if (areaOfRule !== area) lines.push(`## ${areaOfRule}/`, '');
    area = areaOfRule;
    lines.push(...findingSection(rule), '');
  }
  lines.push('## Kinds of malformed parts', '', '| kind | what | what to do |', '| --- | --- | --- |');
  lines.push(
    ...faultKinds.map(({ name, what, mend = '' }) => `| ${name} | ${escaped(what)} | ${escaped(mend)} |`),
  );
  return `${lines.join('\n').trimEnd()}\n`;
}

/** src/lib/findings/codes.ts: every code as a type, so that a misspelt one does not compile. */
export function codesModule(catalogue: readonly RuleText[]): string {
  return [
    '// Generated: npm run docs',
    '',
    '/** Every code that a finding can have, in the order of docs/findings.md. */',
    'export const findingCodes = [',
    ...catalogue.map(({ code }) => `  '${code}',`),
    '] as const;',
    '/** The codes of all findings; docs/findings.md lists them. */',
    'export type FindingCode = (typeof findingCodes)[number];',
    '',
  ].join('\n');
}

function findingSection(rule: RuleEntry): string[] {
  const entry = (label: string, text: string | undefined) => (text ? [`- **${label}**: ${text}`] : []);
  return [
    `### ${rule.code}`,
    '',
    `${rule.severity}. ${escaped(rule.what)}`,
    '',
    ...entry('Why', escaped(rule.why)),
    ...entry('Typical', rule.typical && escaped(rule.typical)),
    ...entry('Fix', rule.fix.length === 1 ? escaped(rule.fix[0]!) : undefined),
    ...(rule.fix.length > 1
      ? ['- **Fix**:', ...rule.fix.map((step, index) => `  ${index + 1}. ${escaped(step)}`)]
      : []),
    ...entry('Decides', decides(rule)),
    ...entry('Not hit by', rule.notHitBy && escaped(rule.notHitBy)),
    ...entry('Kinds', rule.kinds && '[of malformed parts](#kinds-of-malformed-parts)'),
    ...entry('The product says', rule.saysTheProduct?.map((text) => `“${escaped(text)}”`).join(', ')),
    ...entry('Source', rule.citations.map(citationLink).join('; ')),
  ];
}

/** What its findings do to the requirements behind the verdicts; undefined where verdicts are not their matter. */
function decides({ bearings, bearsOnNothing }: RuleEntry): string | undefined {
  if (bearsOnNothing !== undefined) return `nothing. ${escaped(bearsOnNothing)}`;
  const texts = bearings.map(({ requirement, effect, services: only }) =>
    [`\`${requirement}\` ${effect}`, ...(only ? [`(${only.join(', ')})`] : [])].join(' '),
  );
  return texts.length === 0 ? undefined : texts.join('; ');
}

/** Characters that Markdown would take for markup: wildcards, file name patterns, placeholders. */
const escaped = (text: string): string => text.replace(/[*_<>|]/g, '\\$&');

const serviceTitle = (service: Service): string =>
  shortServiceLabels[service].replace(/^./, (first) => first.toUpperCase());

/** docs/san-table.md: which name goes into which certificate, for which service. */
export function sanTableDocument(table: readonly SanRow[]): string {
  const header = ['Name', 'On', ...services.map(serviceTitle), 'Formats'];
  const cells = table.map((row) => [
    row.label + (row.onlyClustered ? ' (clustered)' : ''),
    `Expressway-${row.role}`,
    ...services.map((service) => (row.need[service] === 'not needed' ? '–' : row.need[service])),
    row.formats.join(', '),
  ]);
  const tableLine = (columns: readonly string[]) => `| ${columns.join(' | ')} |`;
  return [
    '# Subject alternative names',
    '',
    generated,
    '',
    'Which name an Expressway certificate carries, for which service. *required*: the service fails without it;',
    '*allowed*: nothing asks for it and it does no harm. Where Cisco’s documents contradict each other,',
    '[divergences.md](divergences.md) says which one we follow, and why.',
    '',
    tableLine(header),
    tableLine(header.map(() => '---')),
    ...cells.map(tableLine),
    '',
    '## Fields and sources',
    '',
    ...table.map((row) => {
      const field = row.field ? `field “${row.field}”` : 'no field of the Generate CSR page';
      return `- \`${row.id}\`: ${field}. ${row.citations.map(citationLink).join('; ')}`;
    }),
    '',
  ].join('\n');
}
