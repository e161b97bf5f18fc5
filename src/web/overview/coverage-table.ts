import { html, type TemplateResult } from 'lit';
import type {
  Coverage,
  CoverageCell,
  CoverageRow,
  CoveredPeer,
  PeerState,
  ServiceRow,
} from '../../lib/index.ts';
import { verdictStatus, verdictText } from '../certificates/will-it-work.ts';
import { statusText, type Status } from '../parts/icons.ts';
import { text } from '../texts/text.ts';

interface Shown {
  readonly isOnlyProblems: boolean;
  /** Somebody wants to know more of this peer. */
  readonly ask: (peer: string) => void;
}

/** Names by peers as a real table; where there is no room for it, every peer's cells stand below each other. */
export function coverageTable(coverage: Coverage, shown: Shown): TemplateResult {
  const { peers, names, services } = coverage;
  const columns = peers.map((_, at) => at).filter((at) => !shown.isOnlyProblems || peers[at]!.state !== 'ok');
  const isTroubled = (row: CoverageRow): boolean => columns.some((at) => row.cells[at]!.state === 'lacks');
  const rows = names.filter((row) => !shown.isOnlyProblems || isTroubled(row));
  if (columns.length === 0) return html`<p>${statusText('ok', text('overview.noProblems'))}</p>`;
  return html`<div class="scroll" role="region" aria-labelledby="coverage-title" tabindex="0">
    <table role="table" class="coverage-table">
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">${text('overview.row')}</th>
          ${columns.map((at) => html`<th scope="col" role="columnheader"><span class="mono" translate="no">${peers[at]!.peer}</span></th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${tableRow(text('overview.certificate'), columns, peers, (at) => stateCell(peers[at]!, shown))}
        ${rows.map((row) => tableRow(rowLabel(row), columns, peers, (at) => nameCell(row, row.cells[at]!, peers[at]!, shown)))}
        ${services.map((row) =>
          tableRow(text(`service.${row.service}`), columns, peers, (at) =>
            serviceCell(row, at, peers[at]!, shown),
          ),
        )}
      </tbody>
    </table>
  </div>`;
}

const tableRow = (
  label: string,
  columns: readonly number[],
  peers: readonly CoveredPeer[],
  cell: (at: number) => TemplateResult,
): TemplateResult =>
  html`<tr role="row">
    <th scope="row" role="rowheader">${label}</th>
    ${columns.map((at) => html`<td role="cell" data-column=${peers[at]!.peer}>${cell(at)}</td>`)}
  </tr>`;

function rowLabel({ kind, name }: CoverageRow): string {
  if (kind === 'peer') return text('overview.thisPeer');
  return kind === 'cluster' ? text('overview.clusterName') : name;
}

/** A cell is a button with its whole meaning in its name. */
const cellButton = (
  peer: CoveredPeer,
  [status, word]: readonly [Status, string],
  about: string,
  { ask }: Shown,
): TemplateResult =>
  html`<button
    type="button"
    class="cell"
    aria-label=${text('overview.cell', { about, peer: peer.peer, state: word })}
    @click=${() => ask(peer.peer)}
  >
    ${statusText(status, word)}
  </button>`;

const peerStatus: Readonly<Record<PeerState, Status>> = {
  ok: 'ok',
  warning: 'warning',
  error: 'error',
  none: 'unknown',
};

const stateCell = (peer: CoveredPeer, shown: Shown): TemplateResult =>
  cellButton(
    peer,
    [peerStatus[peer.state], text(`overview.state.${peer.state}`)],
    text('overview.certificate'),
    shown,
  );

const coverageStatus: Readonly<Record<CoverageCell['state'], Status>> = {
  has: 'ok',
  lacks: 'error',
  'not needed': 'notice',
  unknown: 'unknown',
};

function nameCell(
  row: CoverageRow,
  { state, name }: CoverageCell,
  peer: CoveredPeer,
  shown: Shown,
): TemplateResult {
  const word = text(`overview.cell.${state}`);
  if (state === 'not needed') return html`<span class="cell-empty">${word}</span>`;
  return cellButton(peer, [coverageStatus[state], word], name ?? rowLabel(row), shown);
}

function serviceCell(
  { service, verdicts }: ServiceRow,
  at: number,
  peer: CoveredPeer,
  shown: Shown,
): TemplateResult {
  const verdict = verdicts[at];
  if (!verdict) return html`<span class="cell-empty">${text('overview.cell.not needed')}</span>`;
  return cellButton(peer, [verdictStatus[verdict], verdictText(verdict)], text(`service.${service}`), shown);
}
