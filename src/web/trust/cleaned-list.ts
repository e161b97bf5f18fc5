import { html, type TemplateResult } from 'lit-html';
import { pemOf } from '../../lib/front.ts';
import type { ListEntry } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import { text } from '../texts/text.ts';
import type { ListView } from './list-views.ts';

/** The list without what is of no use in it; what would be left out is named before anything is saved. */
export function cleanedList(list: ListView, desk: Desk): TemplateResult {
  const useless = list.entries.filter((entry) => entry.useless);
  return html`<details class="fold cleaned">
    <summary>${text('trust.clean')}</summary>
    ${useless.length === 0 ? html`<p>${text('trust.cleanAlready')}</p>` : leftOut(list, useless, desk)}
  </details>`;
}

function leftOut(list: ListView, useless: readonly ListEntry[], desk: Desk): TemplateResult {
  const { file } = list.item;
  const kept = list.entries.filter((entry) => !entry.useless);
  const save = () =>
    desk.save(
      cleanedName(file),
      kept.map((entry) => pemOfEntry(entry, list)).join(''),
      'application/x-pem-file',
    );
  return html`<p>${text('trust.cleanLeavesOut', { n: useless.length })}</p>
    <ul>
      ${useless.map(({ entry, subject }) => html`<li>${text('trust.entry', { entry })} <span translate="no">${subject}</span></li>`)}
    </ul>
    <button type="button" @click=${save}>${text('trust.cleanSave', { n: kept.length })}</button>`;
}

const pemOfEntry = ({ entry, subject }: ListEntry, { thing }: ListView): string =>
  `# ${subject}\n${pemOf(thing(entry)!)!}`;

const cleanedName = (file: string): string =>
  `${file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')}.cleaned.pem`;
