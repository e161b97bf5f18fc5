import { html, type TemplateResult } from 'lit-html';
import { hashOf, screenIds, screenTitle } from '../state/screens.ts';
import { text } from '../texts/text.ts';

const dialogId = 'help';

const dialog = (): HTMLDialogElement | null => document.querySelector(`dialog#${dialogId}`);

export const showHelp = (): void => dialog()?.showModal();

/** What each screen is for, and what holds for all of them. */
export const helpDialog = (): TemplateResult =>
  html`<dialog class="sheet" id=${dialogId} aria-labelledby="help-title">
    <div class="sheet-head">
      <h2 id="help-title">${text('app.help')}</h2>
      <button type="button" @click=${() => dialog()?.close()}>${text('help.close')}</button>
    </div>
    <section>
      <h3>${text('help.screens')}</h3>
      <dl class="help-screens">
        ${screenIds.map(
          (id) =>
            html`<div>
              <dt><a href=${hashOf(id)} @click=${() => dialog()?.close()}>${text(screenTitle[id])}</a></dt>
              <dd>${text(`empty.${id}`)}</dd>
            </div>`,
        )}
      </dl>
    </section>
    ${(['files', 'deployment', 'keys'] as const).map(
      (topic) =>
        html`<section>
          <h3>${text(`help.${topic}`)}</h3>
          <p>${text(`help.${topic}Text`)}</p>
        </section>`,
    )}
  </dialog>`;
