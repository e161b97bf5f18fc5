import { html, nothing, type TemplateResult } from 'lit-html';
import type { Coverage } from '../../lib/front.ts';
import { dotted } from '../parts/dotted.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { text } from '../texts/text.ts';
import {
  cellButton,
  certificateCellId,
  columnOf,
  peerStanding,
  type CellView,
  type Shown,
} from './coverage-cells.ts';

/**
 * The coverage where there is no room for a table: a fold for each peer, open where something is wrong. In it what is wrong
 * is open, and what is not is counted.
 */
export const peerFolds = (coverage: Coverage, shown: Shown): TemplateResult =>
  html`<ul class="peer-folds">
    ${shown.columns.map((at) => html`<li>${peerFold(coverage, at, shown)}</li>`)}
  </ul>`;

function peerFold(coverage: Coverage, at: number, shown: Shown): TemplateResult {
  const { peer } = coverage.peers[at]!;
  const [status, words] = peerStanding(coverage, at);
  const column = columnOf(coverage, at);
  const isTroubled = status === 'error';
  return html`<details ?open=${isTroubled}>
    <summary id=${isWrong(column[0]!) ? nothing : certificateCellId(at)}>
      <span class="mono" translate="no">${dotted(peer)}</span> ${statusText(status, words)}
    </summary>
    ${column
      .filter(isWrong)
      .map(
        (view) => html`<p>${statusText('error', view.word)} ${cellButton(view, peer, shown, view.about)}</p>`,
      )}
    ${alike(column).map(
      ({ status: good, state, labels }) =>
        html`<details ?open=${!isTroubled}>
          <summary>${statusText(good, text('overview.alike', { state, n: labels.length }))}</summary>
          ${labels.join(', ')}
        </details>`,
    )}
  </details>`;
}

const isWrong = ({ status }: CellView): boolean => status === 'error';

interface Alike {
  readonly status: Status;
  readonly state: string;
  readonly labels: string[];
}

/** What is not wrong, and has the same to be said of it; whatever is good has one word for it. */
function alike(column: readonly CellView[]): Alike[] {
  const groups = new Map<string, Alike>();
  for (const view of column) {
    const { status, word, label } = view;
    if (!status || isWrong(view)) continue;
    const state = status === 'ok' ? text('overview.state.ok') : word;
    const group = groups.get(state) ?? { status, state, labels: [] };
    group.labels.push(label);
    groups.set(state, group);
  }
  return [...groups.values()];
}
