import { html, type TemplateResult } from 'lit';
import { nodesParty, type TrustArrow, type TrustMap } from '../../lib/index.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { text } from '../texts/text.ts';

const statuses: Readonly<Record<TrustArrow['trusts'], Status>> = {
  yes: 'ok',
  no: 'error',
  'not checked': 'unknown',
};

/** Whose list trusts whose certificates: an arrow a line, in words. */
export const trustMapDrawing = ({ arrows }: TrustMap): TemplateResult =>
  html`<section class="panel trust-map" aria-labelledby="trust-map-title">
    <h2 id="trust-map-title">${text('trustMap.title')}</h2>
    <ul>
      ${arrows.map(
        ({ from, to, trusts }) =>
          html`<li>
            <span class="trust-party" translate="no">${partyName(to)}</span>
            <span class="trust-arrow">${text('trustMap.trusts')}</span>
            <span class="trust-party" translate="no">${partyName(from)}</span>
            ${statusText(statuses[trusts], text(`trustMap.${trusts}`))}
          </li>`,
      )}
    </ul>
  </section>`;

const partyName = (id: string): string => (id === nodesParty ? text('trustMap.nodes') : id);
