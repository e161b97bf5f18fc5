import { html, type TemplateResult } from 'lit-html';
import { countPeers, type Coverage } from '../../lib/front.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { serviceName, text } from '../texts/text.ts';
import { certificateCellId, peerStatus, serviceCellId } from './coverage-cells.ts';

interface Count {
  readonly status: Status;
  readonly words: string;
  /** Id of the first cell that is counted. */
  readonly target?: string;
}

/** How many peers stand how: the numbers of the table's cells, each with the way to the first of them. */
export const peerCounts = (coverage: Coverage): TemplateResult =>
  html`<ul class="peer-counts">
    ${countsOf(coverage).map(
      ({ status, words, target }) =>
        html`<li>
          ${target === undefined ? statusText(status, words) : html`<a href="#${target}">${statusText(status, words)}</a>`}
        </li>`,
    )}
  </ul>`;

function countsOf(coverage: Coverage): Count[] {
  const { peers, services } = coverage;
  const { certificates, failing, open } = countPeers(coverage);
  const states = (['ok', 'warning', 'error', 'undecided', 'none'] as const).filter(
    (state) => certificates[state] > 0,
  );
  return [
    ...states.map((state): Count => {
      const words = text(`overview.count.${state}`, { n: certificates[state] });
      const first = certificateCellId(peers.findIndex((peer) => peer.state === state));
      return { status: peerStatus[state], words, ...(state !== 'ok' && { target: first }) };
    }),
    ...failing.map(({ services: which, peers: n }): Count => {
      const words = text('overview.count.fails', { n, services: which.map(serviceName).join(', ') });
      const { service, verdicts } = services.find((row) => row.service === which[0])!;
      return { status: 'error', words, target: serviceCellId(coverage, service, verdicts.indexOf('no')) };
    }),
    ...(open > 0 ? [openCount(coverage, open)] : []),
  ];
}

function openCount({ peers, services }: Coverage, n: number): Count {
  const at = peers.findIndex(
    ({ state }, column) =>
      state !== 'none' && services.some(({ verdicts }) => verdicts[column] === 'not known'),
  );
  return { status: 'unknown', words: text('overview.count.open', { n }), target: certificateCellId(at) };
}
