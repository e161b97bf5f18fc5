import { html, type TemplateResult } from 'lit-html';
import type { CheckedItem, Finding, ListEntry } from '../../lib/index.ts';
import { lookUp } from '../checks/look-up.ts';
import { dataTable } from '../parts/data-table.ts';
import { statusText } from '../parts/icons.ts';
import { shortened } from '../parts/shortened.ts';
import { dateText, text } from '../texts/text.ts';
import type { ListView } from './list-views.ts';

export interface EntryChoice {
  readonly isOnlyFindings: boolean;
  /** Those that hide each other stand together, then the others with findings; else as the file has them. */
  readonly isGrouped: boolean;
}

/** Every entry with what it is used for and what is said of it. */
export function entryTable(
  { item: { file }, entries, findings, verifies, itemOf }: ListView,
  { isOnlyFindings, isGrouped }: EntryChoice,
): TemplateResult {
  const findingsAt = lookUp(findings, ({ locations }) =>
    locations.filter((place) => place.file === file).map(({ entry = 1 }) => String(entry)),
  );
  const said = ({ entry }: ListEntry): readonly Finding[] => findingsAt(String(entry));
  const verifiedBy = lookUp(verifies, (each) => each.entries.map(String));
  const names = ({ entry }: ListEntry): string[] => [
    ...new Set(verifiedBy(String(entry)).map(({ item }) => nameOf(itemOf(item), item))),
  ];
  const rank = (entry: ListEntry): number => {
    const duplicate = findingsAt(String(entry.entry)).find(({ locations }) => locations.length > 1);
    if (duplicate) return findings.indexOf(duplicate);
    return findings.length + (said(entry).length > 0 ? 0 : 1);
  };
  const shown = isOnlyFindings ? entries.filter((entry) => said(entry).length > 0) : entries;
  const sorted = isGrouped ? [...shown].sort((a, b) => rank(a) - rank(b)) : shown;
  return dataTable({
    kind: 'entries',
    label: text('trust.table'),
    columns: columns.map((column) => text(`trust.column.${column}`)),
    rows: sorted.map((entry) => ({
      head: html`${entry.entry} <span translate="no">${entry.subject}</span>`,
      cells: [
        text(kindOf(entry)),
        dateText(new Date(entry.notAfter)),
        useOf(entry, names(entry)),
        findingsOf(said(entry)),
      ],
    })),
  });
}

const columns = ['subject', 'kind', 'ends', 'role', 'finding'] as const;

const kindOf = ({ kind, selfSigned }: ListEntry) =>
  kind === 'ca' ? 'trust.kind.ca' : selfSigned ? 'trust.kind.selfSigned' : 'trust.kind.server';

/** The shortest name for whose certificate it is. */
function nameOf(item: CheckedItem | undefined, id: string): string {
  const { cluster, role, commonName, file = id } = item ?? {};
  const host = commonName ?? file;
  return cluster ?? (role === undefined ? host : `${host} ${role}`);
}

/** Whose certificates it verifies, and which of Unified CM's it is. */
function useOf({ role, roleFrom }: ListEntry, verified: readonly string[]): TemplateResult {
  const uses = [
    ...(role !== undefined && roleFrom
      ? [
          html`<span translate="no">${role}</span>
            <span class="hint">${text(`trust.guess.${roleFrom}`)}</span>`,
        ]
      : []),
    ...(verified.length > 0 ? [text('trust.verifies', { names: shortened(verified, 4, ', ') })] : []),
  ];
  return uses.length > 0
    ? html`${uses.map((use) => html`<p>${use}</p>`)}`
    : html`<span aria-hidden="true">–</span><span class="visually-hidden">${text('trust.noRole')}</span>`;
}

const findingsOf = (findings: readonly Finding[]): TemplateResult | string =>
  findings.length === 0
    ? text('trust.noFinding')
    : html`${findings.map(({ code, severity }) => html`<p>${statusText(severity, code)}</p>`)}`;
