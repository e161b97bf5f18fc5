import { html, type TemplateResult } from 'lit';
import { altNameText, keyKindText } from '../../lib/front.ts';
import type { PeerPlan, Plan } from '../../lib/index.ts';
import type { Desk } from '../desk.ts';
import { text, timeText } from '../texts/text.ts';
import { formValues } from './form-values.ts';
import { reasonLabel } from './preview.ts';

/** The plan on paper: a page for each peer, with its names and what to type in. */
export const printView = ({ deployment, peers }: Plan, at: Date, desk: Desk): TemplateResult =>
  html`<div class="print-view">
    <p>
      ${text('print.head', { deployment: deployment.name, release: deployment.release, time: timeText(at) })}
    </p>
    ${peers.map((peer) => printedPeer(peer, desk))}
  </div>`;

const printedPeer = (peer: PeerPlan, desk: Desk): TemplateResult =>
  html`<section class="print-peer">
    <h2 translate="no">${peer.peer}</h2>
    <p>
      ${text('create.checkListPeer', {
        peer: `${peer.cluster}, Expressway-${peer.role}`,
        commonName: peer.commonName,
        key: keyKindText(peer.request.key),
        hash: `SHA-${peer.request.hash.slice(3)}`,
      })}
    </p>
    <table>
      <tbody>
        ${peer.names.map(
          (name) =>
            html`<tr>
              <th scope="row"><code translate="no">${altNameText(name)}</code></th>
              <td>${name.reasons.map(reasonLabel).join(' · ')}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${formValues(peer, desk)}
  </section>`;
