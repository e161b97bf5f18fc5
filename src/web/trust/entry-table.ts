import { html, nothing, type TemplateResult } from 'lit';
import { printName, type Finding, type TrustListCheck } from '../../lib/index.ts';
import { statusText } from '../parts/icons.ts';
import { dateText, text } from '../texts/text.ts';

type Entry = TrustListCheck['entries'][number];

/** Every entry with what is said of it; those with findings first. */
export function entryTable({ entries, findings }: TrustListCheck, isOnlyFindings: boolean): TemplateResult {
  const byEntry = findingsByEntry(findings);
  const said = (entry: Entry): readonly Finding[] => byEntry.get(`${entry.file} ${entry.entry}`) ?? [];
  const sorted = [...entries].sort((a, b) => Number(said(b).length > 0) - Number(said(a).length > 0));
  const shown = isOnlyFindings ? sorted.filter((entry) => said(entry).length > 0) : sorted;
  return html`<div class="scroll" role="region" aria-label=${text('trust.table')} tabindex="0">
    <table role="table" class="entry-table">
      <caption class="visually-hidden">
        ${text('trust.table')}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">${text('trust.column.entry')}</th>
          <th scope="col" role="columnheader">${text('trust.column.subject')}</th>
          <th scope="col" role="columnheader">${text('trust.column.kind')}</th>
          <th scope="col" role="columnheader">${text('trust.column.ends')}</th>
          <th scope="col" role="columnheader">${text('trust.column.role')}</th>
          <th scope="col" role="columnheader">${text('trust.column.finding')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${shown.map((entry) => entryRow(entry, said(entry)))}
      </tbody>
    </table>
  </div>`;
}

const entryRow = (entry: Entry, findings: readonly Finding[]): TemplateResult =>
  html`<tr role="row">
    <td role="cell" data-column=${text('trust.column.entry')}>${entry.entry}</td>
    <th scope="row" role="rowheader" translate="no">${printName(entry.certificate.subject)}</th>
    <td role="cell" data-column=${text('trust.column.kind')}>${text(kindOf(entry))}</td>
    <td role="cell" data-column=${text('trust.column.ends')}>
      ${dateText(new Date(entry.certificate.notAfter))}
    </td>
    <td role="cell" data-column=${text('trust.column.role')}>
      ${entry.role ? html`<span translate="no">${entry.role.role}</span> <span class="hint">${text(`trust.guess.${entry.role.from}`)}</span>` : text('trust.noRole')}
    </td>
    <td role="cell" data-column=${text('trust.column.finding')}>
      ${findings.length === 0 ? text('trust.noFinding') : nothing}
      ${findings.map(({ code, severity }) => html`<p>${statusText(severity, code)}</p>`)}
    </td>
  </tr>`;

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
