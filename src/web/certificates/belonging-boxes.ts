import { html, nothing } from 'lit-html';
import { belongingsOf, type Belonging } from '../../lib/front.ts';
import type { CheckedItem, CheckReport } from '../../lib/index.ts';
import type { Content } from '../element.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { text } from '../texts/text.ts';

const statuses: Readonly<Record<Belonging, Status>> = { yes: 'ok', no: 'error', 'not checked': 'unknown' };

/** Key, certificate and request: did somebody mix up files? */
export function belongingBoxes(item: CheckedItem, report: CheckReport): Content {
  const { key, keyFile, request, requestFile, lostNames } = belongingsOf(item, report);
  return html`<section class="belong">
    <h3>${text('belong.title')}</h3>
    <ul>
      <li>
        <span class="belong-pair"
          >${text('belong.key')} <b>${sign(key)}</b> ${text('belong.certificate')}</span
        >
        ${statusText(statuses[key], text(`belong.${key}`))}
        ${keyFile === undefined ? nothing : html`<span class="hint mono" translate="no">${keyFile}</span>`}
      </li>
      <li>
        <span class="belong-pair"
          >${text('belong.request')} <b>${sign(request)}</b> ${text('belong.certificate')}</span
        >
        ${statusText(statuses[request], text(`belong.${request}`))}
        ${requestFile === undefined ? nothing : html`<span class="hint mono" translate="no">${requestFile}</span>`}
        ${lostNames.length === 0 ? nothing : html`<span>${statusText('error', text('belong.lost', { n: lostNames.length, names: lostNames.join(', ') }))}</span>`}
      </li>
    </ul>
  </section>`;
}

const sign = (belonging: Belonging): string => ({ yes: '=', no: '≠', 'not checked': '?' })[belonging];
