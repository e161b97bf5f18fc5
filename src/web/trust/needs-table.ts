import { html, nothing } from 'lit';
import type { TrustListCheck } from '../../lib/index.ts';
import type { Content } from '../element.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { text, worded } from '../texts/text.ts';

const statuses: Readonly<Record<'yes' | 'no' | 'unknown', Status>> = {
  yes: 'ok',
  no: 'error',
  unknown: 'unknown',
};

/** Can the list verify what its reader meets? */
export function needsTable({ needs }: TrustListCheck): Content {
  return html`<section class="needs">
    <h3>${text('trust.needs')}</h3>
    ${needs.length === 0 ? html`<p>${statusText('unknown', text('trust.verified.unknown'))}</p>` : nothing}
    <ul>
      ${needs.map(
        ({ name, place, canBeVerified, missingIssuer, fault }) =>
          html`<li>
            ${statusText(statuses[canBeVerified], text(`trust.verified.${canBeVerified}`))}
            <span translate="no">${name}</span> <span class="hint mono" translate="no">${place.file}</span>
            ${missingIssuer === undefined ? nothing : html`<span>${text('trust.missing', { issuer: missingIssuer })}</span>`}
            ${fault === undefined ? nothing : html`<span>${worded(fault)}</span>`}
          </li>`,
      )}
    </ul>
  </section>`;
}
