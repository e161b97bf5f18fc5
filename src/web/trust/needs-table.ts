import { html, nothing } from 'lit-html';
import type { ListVerification } from '../../lib/index.ts';
import type { Content } from '../element.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { text, worded } from '../texts/text.ts';
import type { ListView } from './list-views.ts';

const statuses: Readonly<Record<ListVerification['answer'], Status>> = {
  yes: 'ok',
  no: 'error',
  'not checked': 'unknown',
};

/** Can the list verify what its reader meets? */
export function needsTable({ verifies, itemOf }: ListView): Content {
  return html`<section class="needs">
    <h3>${text('trust.needs')}</h3>
    ${verifies.length === 0 ? html`<p>${statusText('unknown', text('trust.verified.not checked'))}</p>` : nothing}
    <ul>
      ${verifies.map(({ item: id, answer, why }) => {
        const { subject = '', file = id } = itemOf(id) ?? {};
        return html`<li>
          ${statusText(statuses[answer], text(`trust.verified.${answer}`))}
          <span translate="no">${subject}</span> <span class="hint mono" translate="no">${file}</span>
          ${why === undefined ? nothing : html`<span>${worded(why)}</span>`}
        </li>`;
      })}
    </ul>
  </section>`;
}
