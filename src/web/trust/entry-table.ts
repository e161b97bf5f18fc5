import { html, type TemplateResult } from 'lit';
import { printName, type Finding, type TrustListCheck } from '../../lib/index.ts';
import { dataTable } from '../parts/data-table.ts';
import { statusText } from '../parts/icons.ts';
import { dateText, text } from '../texts/text.ts';

type Entry = TrustListCheck['entries'][number];

/** Every entry with what is said of it; those with findings first. */
export function entryTable({ entries, findings }: TrustListCheck, isOnlyFindings: boolean): TemplateResult {
  const byEntry = findingsByEntry(findings);
  const said = (entry: Entry): readonly Finding[] => byEntry.get(`${entry.file} ${entry.entry}`) ?? [];
  const sorted = [...entries].sort((a, b) => Number(said(b).length > 0) - Number(said(a).length > 0));
  const shown = isOnlyFindings ? sorted.filter((entry) => said(entry).length > 0) : sorted;
  return dataTable({
    label: text('trust.table'),
    columns: columns.map((column) => text(`trust.column.${column}`)),
    rows: shown.map((entry) => ({
      head: html`${entry.entry} <span translate="no">${printName(entry.certificate.subject)}</span>`,
      cells: [
        text(kindOf(entry)),
        dateText(new Date(entry.certificate.notAfter)),
        roleOf(entry),
        findingsOf(said(entry)),
      ],
    })),
  });
}

const columns = ['subject', 'kind', 'ends', 'role', 'finding'] as const;

const roleOf = ({ role }: Entry): TemplateResult | string =>
  role
    ? html`<span translate="no">${role.role}</span>
        <span class="hint">${text(`trust.guess.${role.from}`)}</span>`
    : text('trust.noRole');

const findingsOf = (findings: readonly Finding[]): TemplateResult | string =>
  findings.length === 0
    ? text('trust.noFinding')
    : html`${findings.map(({ code, severity }) => html`<p>${statusText(severity, code)}</p>`)}`;

const kindOf = ({ isServer, isSelfSigned }: Entry) =>
  !isServer ? 'trust.kind.ca' : isSelfSigned === true ? 'trust.kind.selfSigned' : 'trust.kind.server';

function findingsByEntry(findings: readonly Finding[]): Map<string, Finding[]> {
  const byEntry = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const { file, entry = 1 } of finding.locations) {
      const key = `${file} ${entry}`;
      byEntry.set(key, [...(byEntry.get(key) ?? []), finding]);
    }
  }
  return byEntry;
}
