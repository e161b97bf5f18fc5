import { html, type TemplateResult } from 'lit-html';
import type { Coverage } from '../../lib/front.ts';
import { dataTable, type DataRow } from '../parts/data-table.ts';
import { dotted } from '../parts/dotted.ts';
import { statusText } from '../parts/icons.ts';
import { text } from '../texts/text.ts';
import { cellButton, columnOf, type CellView, type Shown } from './coverage-cells.ts';

/** As many peers as have room beside each other. */
export const mostColumns = 6;

/** Names and services by peers: as many tables as it takes, of about as many peers each. */
export function coverageTables(coverage: Coverage, shown: Shown): TemplateResult {
  const { columns } = shown;
  const size = Math.ceil(columns.length / Math.ceil(columns.length / mostColumns));
  const groups: (readonly number[])[] = [];
  for (let at = 0; at < columns.length; at += size) groups.push(columns.slice(at, at + size));
  return html`${groups.map((group) => coverageTable(coverage, { ...shown, columns: group }))}`;
}

/** Names that none of these peers needs are left out. */
function coverageTable(coverage: Coverage, shown: Shown): TemplateResult {
  const { columns, isOnlyProblems } = shown;
  const peers = columns.map((at) => coverage.peers[at]!.peer);
  const views = columns.map((at) => columnOf(coverage, at));
  const rows = views[0]!.map((_, row) => views.map((column) => column[row]!));
  const isShown = (row: readonly CellView[], number: number): boolean =>
    number === 0 || row.some(({ status }) => (isOnlyProblems ? status === 'error' : status));
  return dataTable({
    label: text('overview.coverage'),
    kind: 'coverage-table',
    columns: [text('overview.row'), ...peers],
    rows: rows.filter(isShown).map((row): DataRow => {
      return { head: dotted(row[0]!.label), cells: row.map((view, i) => cellOf(view, peers[i]!, shown)) };
    }),
  });
}

const cellOf = (view: CellView, peer: string, shown: Shown): TemplateResult =>
  view.status
    ? cellButton(view, peer, shown, statusText(view.status, view.word))
    : html`<span class="cell-empty">${view.word}</span>`;
