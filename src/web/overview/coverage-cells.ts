import { html, type TemplateResult } from 'lit-html';
import {
  problemsOf,
  type Coverage,
  type CoverageCell,
  type CoverageRow,
  type PeerState,
} from '../../lib/front.ts';
import type { VerdictService } from '../../lib/index.ts';
import { verdictStatus, verdictText } from '../certificates/will-it-work.ts';
import type { Status } from '../parts/icons.ts';
import { serviceName, text } from '../texts/text.ts';

/** What the coverage says of one thing on one peer. */
export interface CellView {
  /** By which it is found. */
  readonly id: string;
  /** Of its row. */
  readonly label: string;
  /** What it is about in full: `DNS:expe1.example.com`. */
  readonly about: string;
  /** Undefined where nothing is asked of the peer. */
  readonly status: Status | undefined;
  readonly word: string;
}

export interface Shown {
  /** Columns, as numbers of peers. */
  readonly columns: readonly number[];
  readonly isOnlyProblems: boolean;
  /** Somebody wants to know more of this peer. */
  readonly ask: (peer: string) => void;
}

export const peerStatus: Readonly<Record<PeerState, Status>> = {
  ok: 'ok',
  warning: 'warning',
  error: 'error',
  undecided: 'unknown',
  none: 'unknown',
};

const coverageStatus: Readonly<Record<CoverageCell['state'], Status | undefined>> = {
  has: 'ok',
  lacks: 'error',
  'not needed': undefined,
  unknown: 'unknown',
};

/** A peer's column: its certificate, its names, the services on it. */
export function columnOf({ peers, names, services }: Coverage, at: number): CellView[] {
  const { state } = peers[at]!;
  const view = (
    label: string,
    status: Status | undefined,
    word: string,
    about = label,
  ): Omit<CellView, 'id'> => {
    return { label, about, status, word };
  };
  const views = [
    view(text('overview.certificate'), peerStatus[state], text(`overview.state.${state}`)),
    ...names.map((row) => {
      const cell = row.cells[at]!;
      return view(rowLabel(row), coverageStatus[cell.state], text(`overview.cell.${cell.state}`), cell.name);
    }),
    ...services.map(({ service, verdicts }) => {
      const verdict = verdicts[at];
      const word = verdict ? verdictText(verdict) : text('overview.cell.not needed');
      return view(serviceName(service), verdict && verdictStatus[verdict], word);
    }),
  ];
  return views.map((each, row) => ({ id: cellId(at, row), ...each }));
}

const cellId = (column: number, row: number): string => `cell-${column}-${row}`;

/** Of the certificate of a peer. */
export const certificateCellId = (column: number): string => cellId(column, 0);

/** Of a service on a peer. */
export const serviceCellId = (
  { names, services }: Coverage,
  service: VerdictService,
  column: number,
): string => cellId(column, 1 + names.length + services.findIndex((row) => row.service === service));

function rowLabel({ kind, name }: CoverageRow): string {
  if (kind === 'peer') return text('overview.thisPeer');
  return kind === 'cluster' ? text('overview.clusterName') : name;
}

/** How a peer stands, in one word and status. */
export function peerStanding(coverage: Coverage, at: number): readonly [Status, string] {
  const { state, standing } = coverage.peers[at]!;
  const n = problemsOf(coverage, at);
  if (state === 'none') return ['unknown', text('overview.noCertificate')];
  if (n > 0) return ['error', text('overview.problems', { n })];
  if (state === 'warning') return ['warning', text('overview.state.warning')];
  return standing === 'open' ? ['unknown', text('overview.open')] : ['ok', text('overview.state.ok')];
}

/** A button with its whole meaning in its name, and a part of it to be seen. */
export const cellButton = (
  { id, about, word }: CellView,
  peer: string,
  { ask }: Shown,
  seen: TemplateResult | string,
): TemplateResult =>
  html`<button
    id=${id}
    type="button"
    class="cell"
    aria-label=${text('overview.cell', { about, peer, state: word })}
    @click=${() => ask(peer)}
  >
    ${seen}
  </button>`;
