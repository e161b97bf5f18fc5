import { html, nothing, type TemplateResult } from 'lit-html';
import { screenTitle, type ScreenId } from '../state/screens.ts';
import { text } from '../texts/text.ts';

/** The screen's one h1, which takes the focus when the screen comes up; beside it a summary and what can be done. */
export const screenHeading = (
  screen: ScreenId,
  { summary, actions }: { readonly summary?: string; readonly actions?: TemplateResult } = {},
): TemplateResult =>
  html`<header class="screen-head">
    <h1 tabindex="-1">${text(screenTitle[screen])}</h1>
    ${summary === undefined ? nothing : html`<p class="screen-summary">${summary}</p>`}
    ${actions === undefined ? nothing : html`<div class="actions">${actions}</div>`}
  </header>`;
