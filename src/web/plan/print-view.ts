import { html, type TemplateResult } from 'lit-html';
import { altNameText, keyKindText, requestText } from '../../lib/front.ts';
import type { Plan, RequestPlan } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import { text, timeText } from '../texts/text.ts';
import { formValues } from './form-values.ts';
import { reasonLabel } from './preview.ts';

/** The plan on paper: a page for each request, with its names and what to type in. */
export const printView = ({ deployment, requests }: Plan, at: Date, desk: Desk): TemplateResult =>
  html`<div class="print-view">
    <p>
      ${text('print.head', { deployment: deployment.name, release: deployment.release, time: timeText(at) })}
    </p>
    ${requests.map((planned) => printedRequest(planned, desk))}
  </div>`;

const printedRequest = (planned: RequestPlan, desk: Desk): TemplateResult =>
  html`<section class="print-peer">
    <h2 translate="no">${requestText(planned)}</h2>
    <p>
      ${text('create.checkListPeer', {
        peer: `${planned.cluster}, Expressway-${planned.role}`,
        commonName: planned.commonName,
        key: keyKindText(planned.request.key),
        hash: `SHA-${planned.request.hash.slice(3)}`,
      })}
    </p>
    <table>
      <tbody>
        ${planned.names.map(
          (name) =>
            html`<tr>
              <th scope="row"><code translate="no">${altNameText(name)}</code></th>
              <td>${name.reasons.map(reasonLabel).join(' · ')}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${formValues(planned, desk)}
  </section>`;
