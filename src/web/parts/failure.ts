import { html, type TemplateResult } from 'lit-html';
import type { Desk } from '../desk.ts';
import { text } from '../texts/text.ts';
import { failureDetails } from './failure-details.ts';

/** In the place of a panel that failed. */
export function failurePanel(error: unknown, desk: Desk): TemplateResult {
  const details = failureDetails(error);
  return html`<section class="panel failure" role="alert">
    <p class="panel-title">${text('state.broken')}</p>
    <p>${text('state.brokenHint')}</p>
    <pre class="failure-details" translate="no">${details}</pre>
    <button type="button" @click=${() => desk.copy(details)}>${text('state.copyDetails')}</button>
  </section>`;
}
