import { html, type TemplateResult } from 'lit';
import { countPeers, type Coverage } from '../../lib/front.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { serviceName, text } from '../texts/text.ts';
import { peerStatus } from './coverage-cells.ts';

/** How many peers stand how: the numbers of the table's cells. */
export function peerCounts(coverage: Coverage): TemplateResult {
  const { certificates, failing, open } = countPeers(coverage);
  const states = (['ok', 'warning', 'error', 'undecided', 'none'] as const).filter(
    (state) => certificates[state] > 0,
  );
  const counts: (readonly [Status, string])[] = [
    ...states.map(
      (state) => [peerStatus[state], text(`overview.count.${state}`, { n: certificates[state] })] as const,
    ),
    ...failing.map(({ services, peers: n }) => {
      const names = services.map(serviceName).join(', ');
      return ['error', text('overview.count.fails', { n, services: names })] as const;
    }),
    ...(open > 0 ? [['unknown', text('overview.count.open', { n: open })] as const] : []),
  ];
  return html`<ul class="peer-counts">
    ${counts.map(([status, words]) => html`<li>${statusText(status, words)}</li>`)}
  </ul>`;
}
