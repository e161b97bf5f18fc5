import { html, nothing, type TemplateResult } from 'lit-html';
import {
  altNameText,
  citationText,
  requestName,
  requestText,
  sanTable,
  serviceLabels,
} from '../../lib/front.ts';
import type { Plan, PlannedName, Reason, RequestPlan } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import { text, worded } from '../texts/text.ts';
import { formValues } from './form-values.ts';

/** The names of the chosen request, by what its files are called after; where it is no longer there, of the first. */
export function previewPanel(
  plan: Plan | undefined,
  chosen: string,
  choose: (name: string) => void,
  desk: Desk,
): TemplateResult {
  const { requests = [] } = plan ?? {};
  const shown = requests.find((each) => requestName(each) === chosen) ?? requests[0];
  if (!shown) return html`<p>${text('preview.notYet')}</p>`;
  return html`<div class="field">
      <label for="preview-peer">${text('preview.peer')}</label>
      <select
        id="preview-peer"
        class="name"
        translate="no"
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
      >
        ${requests.map((each) => requestOption(each, each === shown))}
      </select>
    </div>
    ${previewList(shown, desk)}
    <details class="fold">
      <summary>${text('preview.form')}</summary>
      ${formValues(shown, desk)}
    </details>`;
}

const requestOption = (planned: RequestPlan, isShown: boolean): TemplateResult =>
  html`<option value=${requestName(planned)} .selected=${isShown}>
    ${requestText(planned)} (${text('plan.names', { n: planned.names.length })})
  </option>`;

/** The names of one request in the order of the Expressway page, each with the reason it is there. */
const previewList = (planned: RequestPlan, desk: Desk): TemplateResult =>
  html`<p class="hint preview-cn">
      ${text('preview.commonName', { name: '' })}<span class="mono" translate="no"
        >${planned.commonName}</span
      >
    </p>
    <ol class="preview">
      ${planned.names.map(nameRow)}
    </ol>
    <div class="actions">
      <button type="button" @click=${() => desk.copy(planned.names.map(altNameText).join('\n'))}>
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
