import { html, nothing, type TemplateResult } from 'lit';
import {
  altNameText,
  citationText,
  sanTable,
  serviceLabels,
  type PeerPlan,
  type PlannedName,
  type Reason,
} from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import { text, worded } from '../texts/text.ts';

/** The names of one peer in the order of the Expressway page, each with the reason it is there. */
export const previewList = (peer: PeerPlan, desk: Desk): TemplateResult =>
  html`<p class="hint preview-cn">
      ${text('preview.commonName', { name: '' })}<span class="mono" translate="no">${peer.commonName}</span>
    </p>
    <ol class="preview">
      ${peer.names.map(nameRow)}
    </ol>
    <div class="actions">
      <button type="button" @click=${() => desk.copy(peer.names.map(altNameText).join('\n'))}>
        ${text('preview.copy')}
      </button>
    </div>`;

function nameRow(name: PlannedName): TemplateResult {
  const shown = altNameText(name);
  return html`<li>
    <details>
      <summary>
        <code translate="no">${shown}</code>
        <span class="preview-reason">${name.reasons.map(reasonLabel).join(' · ')}</span>
        <span class="preview-why" aria-hidden="true">?</span>
        <span class="visually-hidden">${text('preview.why', { name: shown })}</span>
      </summary>
      ${name.reasons.map(reasonDetails)}
    </details>
  </li>`;
}

const rowOf = (reason: Reason) => sanTable.find(({ id }) => id === reason.row)!;

/** What the name is to the Expressway. */
export const reasonLabel = (reason: Reason): string => worded(rowOf(reason).label);

function reasonDetails(reason: Reason): TemplateResult {
  const { label, citations } = rowOf(reason);
  const { name, format, neededFor, kind } = reason;
  const hasFormat = !['peer', 'cluster', 'additional'].includes(kind);
  return html`<div class="preview-details">
    <p>
      ${
        hasFormat
          ? text('reason.as', { label: worded(label), name, format })
          : text('reason.plain', { label: worded(label) })
      }.
      ${
        neededFor.length > 0
          ? text('reason.needed', {
              services: neededFor.map((each) => worded(serviceLabels[each])).join(', '),
            })
          : text('reason.allowed')
      }
    </p>
    ${
      citations.length > 0
        ? html`<p class="hint">
            ${text('reason.source', { source: citations.map(citationText).map(worded).join('; ') })}
          </p>`
        : nothing
    }
  </div>`;
}
