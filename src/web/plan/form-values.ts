import { html, nothing, type TemplateResult } from 'lit-html';
import { csrForm, type FormField } from '../../lib/front.ts';
import type { RequestPlan } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import { text, worded } from '../texts/text.ts';

/** What to type into the page that makes a request, field by field. */
export function formValues(planned: RequestPlan, desk: Desk): TemplateResult {
  const { menu, alternativeName, preview, request, notes } = csrForm(planned);
  return html`<div class="form-values">
    <p>${text('form.menu', { peer: planned.peer, menu })}</p>
    <dl>${[...alternativeName, ...request].map((field) => fieldValue(field, desk))}</dl>
    ${
      notes.length > 0
        ? html`<ul class="hint">
            ${notes.map((note) => html`<li>${worded(note)}</li>`)}
          </ul>`
        : nothing
    }
    <p>${text('form.compare')}</p>
    <pre translate="no">${preview.join('\n')}</pre>
  </div>`;
}

const fieldValue = ({ label, value, format }: FormField, desk: Desk): TemplateResult =>
  html`<div>
    <dt>${label}</dt>
    <dd>
      ${
        value === ''
          ? html`<span class="hint">${text('form.empty')}</span>`
          : html`<code translate="no">${value}</code>
              <button
                type="button"
                class="link"
                aria-label=${text('form.copy', { label })}
                @click=${() => desk.copy(value)}
              >
                ${text('form.copyShort')}
              </button>`
      }
      ${format ? html`<span class="hint">${text('form.format', { format })}</span>` : nothing}
    </dd>
  </div>`;

/** The same as text, for several requests: to be pasted into a ticket. */
export const formValuesText = (requests: readonly RequestPlan[]): string =>
  requests
    .map((planned) => {
      const { menu, alternativeName, preview, request, notes } = csrForm(planned);
      const line = ({ label, value, format }: FormField) =>
        `  ${label}: ${value || text('form.empty')}${format ? `   ${text('form.format', { format })}` : ''}`;
      return [
        text('form.menu', { peer: planned.peer, menu }),
        ...[...alternativeName, ...request].map(line),
        ...notes.map((note) => `  ${worded(note)}`),
        `  ${text('form.compare')}`,
        ...preview.map((name) => `    ${name}`),
      ].join('\n');
    })
    .join('\n\n');
