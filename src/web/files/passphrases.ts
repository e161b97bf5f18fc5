import { html, nothing } from 'lit-html';
import type { Content } from '../element.ts';
import { statusText } from '../parts/icons.ts';
import type { State } from '../state/state.ts';
import { text } from '../texts/text.ts';
import { fileRows, isLocked } from './file-rows.ts';

/** Of the field for a file's passphrase; a path may hold blanks, an id may not. */
export const passphraseId = (path: string): string => `passphrase-${encodeURIComponent(path)}`;

/** Leads from the head of a screen to the fields for passphrases, which may be far below. */
export function lockedNote(state: State): Content {
  if (!state.judgement?.opened.unrecognised.some(isLocked)) return nothing;
  const locked = fileRows(state).filter(({ lock }) => lock && lock !== 'unsupported');
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
