import { html, nothing, svg, type TemplateResult } from 'lit-html';
import { unknownProduct, type TrustArrow, type TrustMap, type TrustParty } from '../../lib/front.ts';
import type { Content } from '../element.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { text } from '../texts/text.ts';
import { readerName } from '../trust/readers.ts';

const statuses: Readonly<Record<TrustArrow['trusts'], Status>> = {
  yes: 'ok',
  no: 'error',
  'not checked': 'unknown',
};

/**
 * Whose list trusts whose certificates: every Expressway-C between those it meets. Each arrow holds its question in words,
 * which are seen where there is no room for the picture.
 */
export function trustMapDrawing({ parties, arrows }: TrustMap): Content {
  const cores = parties.filter(({ role }) => role === 'C');
  if (cores.length === 0) return nothing;
  const arrow = (reader: string, holder: string, turn: 'there' | 'back'): Content => {
    const found = arrows.find(({ from, to }) => from === holder && to === reader);
    return found ? arrowDrawing(found, turn) : nothing;
  };
  const side = (role: TrustParty['role'], parts: (party: TrustParty) => readonly Content[]): TemplateResult =>
    html`<ul>
      ${parties.filter((party) => party.role === role).map((party) => html`<li>${parts(party)}</li>`)}
    </ul>`;
  return html`<section class="panel trust-map" aria-labelledby="trust-map-title">
    <h2 id="trust-map-title">${text('trustMap.title')}</h2>
    <p class="hint trust-legend">${text('trustMap.legend')}</p>
    ${cores.map((core) => {
      const middle = core.id;
      return html`<div class="trust-band">
        ${side('product', (party) => [
          box(party),
          html`<div>${arrow(party.id, middle, 'there')}${arrow(middle, party.id, 'back')}</div>`,
        ])}
        ${box(core)}
        ${side('E', (party) => [
          html`<div>${arrow(middle, party.id, 'there')}${arrow(party.id, middle, 'back')}</div>`,
          box(party),
        ])}
      </div>`;
    })}
  </section>`;
}

const box = ({ id, role }: TrustParty): TemplateResult =>
  html`<div class="trust-box" translate="no">
    <strong>${partyName(id)}</strong>
    ${role === 'product' ? nothing : html`<span class="hint">Expressway-${role}</span>`}
  </div>`;

function arrowDrawing({ from, to, trusts, lacks }: TrustArrow, turn: 'there' | 'back'): TemplateResult {
  return html`<p class="trust-arrow trust-${turn} status-${statuses[trusts]}">
    <span class="trust-asks"
      >${text('trustMap.asks', { reader: partyName(to), holder: partyName(from) })}</span
    >
    ${statusText(statuses[trusts], text(`trustMap.${trusts}`))}
    <svg class="trust-line" aria-hidden="true">
      <line x2="100%" y1="6" y2="6" />
      ${svg`<svg x="100%" overflow="visible"><path d="M-9 1 0 6-9 11z" /></svg>`}
    </svg>
    ${lacks ? html`<span class="hint">${text(`trustMap.lacks.${lacks}`)}</span>` : nothing}
  </p>`;
}

const partyName = (id: string): string => (id === unknownProduct ? text('trustMap.unknown') : readerName(id));
