import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from '../desk.ts';
import type { Content } from '../element.ts';
import { statusText } from '../parts/icons.ts';
import { addPassphrase } from '../state/files.ts';
import type { State } from '../state/state.ts';
import { text } from '../texts/text.ts';
import { fileRows, isLocked, type FileRow } from './file-rows.ts';

/** Of the field for a file's passphrase; a path may hold blanks, an id may not. */
const passphraseId = (path: string): string => `passphrase-${encodeURIComponent(path)}`;

/** Leads from the head of a screen to the fields for passphrases, which may be far below. */
export function lockedNote(state: State): Content {
  if (!state.judgement?.opened.unrecognised.some(isLocked)) return nothing;
  const locked = fileRows(state).filter(({ lock }) => lock);
  if (locked.length === 0) return nothing;
  return html`<div class="locked-note">
    ${statusText('warning', text('files.lockedNote', { n: locked.length }))}
    <ul class="facts">
      ${locked
        .slice(0, 5)
        .map(
          ({ path }) =>
            html`<li><a class="mono" translate="no" href="#${passphraseId(path)}">${path}</a></li>`,
        )}
    </ul>
  </div>`;
}

/** No form: the sealed frame submits none. */
export const passphraseField = ({ path, lock }: FileRow, desk: Desk): TemplateResult => {
  const open = ({ currentTarget }: Event): void => {
    const field = (currentTarget as Element).closest('.file-passphrase')!.querySelector('input')!;
    if (field.value !== '') desk.change(addPassphrase(field.value));
    field.value = '';
  };
  return html`<div class="file-passphrase">
    <label
      >${text('files.passphrase')}<input
        type="password"
        autocomplete="off"
        id=${passphraseId(path)}
        aria-describedby=${`${passphraseId(path)}-why`}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter') open(event);
        }}
    /></label>
    <button type="button" @click=${open}>${text('files.open')}</button>
    <span id=${`${passphraseId(path)}-why`} class="hint">${text(`files.lock.${lock!}`)}</span>
  </div>`;
};
