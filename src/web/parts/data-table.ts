import { html, type TemplateResult } from 'lit-html';
import { dotted } from './dotted.ts';

export interface DataRow {
  /** What the row is about. */
  readonly head: TemplateResult | string;
  /** One for each column after the first. */
  readonly cells: readonly (TemplateResult | string)[];
}

export interface DataTable {
  /** What the table is, for those who hear the page. */
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly DataRow[];
  /** Of the style sheet. */
  readonly kind?: string;
}

/**
 * A real table; where there is no room for it, every row is a list with the columns' headings beside its cells. The roles
 * are written out because a table that is laid out otherwise is none to some readers.
 */
export const dataTable = ({ label, columns, rows, kind = '' }: DataTable): TemplateResult =>
  html`<table class=${`data-table ${kind}`} role="table" aria-label=${label}>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map((column) => html`<th scope="col" role="columnheader">${dotted(column)}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        ({ head, cells }) =>
          html`<tr role="row">
            <th scope="row" role="rowheader">${head}</th>
            ${cells.map((cell, at) => html`<td role="cell" data-column=${columns[at + 1]!}>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
