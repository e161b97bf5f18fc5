import { html, type TemplateResult } from 'lit';
import { altNameText, sanTable, type PeerPlan } from '../../lib/index.ts';
import { statusText } from '../parts/icons.ts';
import { text, worded } from '../texts/text.ts';

interface NameRow {
  readonly name: string;
  readonly state: 'as planned' | 'missing' | 'not planned' | 'asked';
  /** Why it is planned. */
  readonly reason: string;
}

/** Asked and planned names side by side. */
export function nameRows(asked: readonly string[], plan: PeerPlan | undefined): NameRow[] {
  if (!plan) return asked.map((name) => ({ name, state: 'asked', reason: '' }));
  const there = new Set(asked.map((name) => name.toLowerCase()));
  const planned = plan.names.map((name): NameRow => {
    const shown = altNameText(name);
    const labels = name.reasons.map(({ row }) => sanTable.find(({ id }) => id === row)!.label);
    const state = there.has(shown.toLowerCase()) ? 'as planned' : 'missing';
    return { name: shown, state, reason: [...new Set(labels)].map(worded).join(' · ') };
  });
  const known = new Set(planned.map(({ name }) => name.toLowerCase()));
  const extra = asked.filter((name) => !known.has(name.toLowerCase()));
  return [...planned, ...extra.map((name): NameRow => ({ name, state: 'not planned', reason: '' }))];
}

const shown = {
  'as planned': ['ok', 'csr.name.asPlanned'],
  missing: ['error', 'csr.name.missing'],
  'not planned': ['warning', 'csr.name.notPlanned'],
  asked: ['unknown', 'csr.name.asked'],
} as const;

export const requestNames = (asked: readonly string[], plan: PeerPlan | undefined): TemplateResult =>
  html`<div class="scroll" role="region" aria-label=${text('csr.names')} tabindex="0">
    <table role="table" class="names-table">
      <caption class="visually-hidden">
        ${text('csr.names')}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">${text('csr.column.name')}</th>
          <th scope="col" role="columnheader">${text('csr.column.state')}</th>
          <th scope="col" role="columnheader">${text('csr.column.reason')}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${nameRows(asked, plan).map(({ name, state, reason }) => {
          const [status, id] = shown[state];
          return html`<tr role="row">
            <th scope="row" role="rowheader"><code translate="no">${name}</code></th>
            <td role="cell">${statusText(status, text(id))}</td>
            <td role="cell" class="hint">${reason}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
