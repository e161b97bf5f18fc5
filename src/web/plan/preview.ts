import { html, nothing, type TemplateResult } from 'lit';
import { altNameText, citationText, findPeer, sanTable, serviceLabels } from '../../lib/front.ts';
import type { PeerPlan, Plan, PlannedName, Reason } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import { text, worded } from '../texts/text.ts';
import { formValues } from './form-values.ts';

/** The names of the chosen peer; where it is no longer there, of the first. */
export function previewPanel(
  plan: Plan | undefined,
  chosen: string,
  choose: (peer: string) => void,
  desk: Desk,
): TemplateResult {
  const peer = plan && (findPeer(plan, chosen) ?? plan.peers[0]);
  if (!plan || !peer) return html`<p>${text('preview.notYet')}</p>`;
  return html`<div class="field">
      <label for="preview-peer">${text('preview.peer')}</label>
      <select
        id="preview-peer"
        class="name"
        translate="no"
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
      >
        ${plan.peers.map((each) => peerOption(each, each === peer))}
      </select>
    </div>
    ${previewList(peer, desk)}
    <details class="fold">
      <summary>${text('preview.form')}</summary>
      ${formValues(peer, desk)}
    </details>`;
}

const peerOption = ({ peer, names }: PeerPlan, isShown: boolean): TemplateResult =>
  html`<option value=${peer} .selected=${isShown}>
    ${peer} (${text('plan.names', { n: names.length })})
  </option>`;

/** The names of one peer in the order of the Expressway page, each with the reason it is there. */
const previewList = (peer: PeerPlan, desk: Desk): TemplateResult =>
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
  const { label, citations, formats } = rowOf(reason);
  const { name, format, neededFor } = reason;
  const hasFormat = formats.length > 1;
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
