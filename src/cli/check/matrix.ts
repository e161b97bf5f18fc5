import {
  coverageOf,
  type Coverage,
  type CoverageRow,
  type CoveredPeer,
  type PeerState,
  notCovered,
  serviceText,
} from '../../lib/front.ts';
import type { CheckReport, Plan, Verdict } from '../../lib/index.ts';
import type { View } from '../program/report.ts';
import { lineWidth, table, toned, type Line, type Span } from '../render/line.ts';
import { verdictTones } from '../render/verdict-lines.ts';
import { columnsOfText, wrapped } from '../render/wrap.ts';
import { count } from '../program/exit-code.ts';
import { daysLeft, shortNames } from './words.ts';

type Cell = string | Span;
type Row = readonly Cell[];

/** Of more peers only those are shown that are not simply good, and of those the first so many. */
const most = 24;

/** A column for each peer, a row for each question. */
export function matrixLines(plan: Plan, report: CheckReport, at: Date, view: View): Line[] {
  const coverage = coverageOf(plan, report, (finding) => !view.waiverOf(finding));
  const isTold = ({ standing }: CoveredPeer): boolean => standing === 'none' || standing === 'fails';
  const all = coverage.peers.map((_, column) => column);
  const told = all.length > most ? all.filter((column) => isTold(coverage.peers[column]!)) : all;
  const shown = view.verbose ? told : told.slice(0, most);
  const good = all.length - told.length;
  const left = told.length - shown.length;
  const short = shortNames(plan.peers.map(({ peer }) => peer));
  const lines = chunks(shown, coverage, short).flatMap((group, number) => [
    ...(number > 0 ? [''] : []),
    ...table(rowsOf(group, coverage, short, at), '  '),
  ]);
  return [
    ...lines,
    ...(left > 0 ? [`  ${left} more with problems or without a certificate (all: -v)`] : []),
    ...(good > 0 ? [`  ${count(good, 'peer')} without problems not shown`] : []),
    ...legend(report),
  ];
}

/** What the answers do not say, once. */
function legend({ services }: CheckReport): Line[] {
  const isAny = (verdict: Verdict): boolean => services.some((each) => each.verdict === verdict);
  const parts = [
    ...(isAny('not known') ? ['? is not known'] : []),
    ...(isAny('yes') ? [`a yes says nothing about ${notCovered}`] : []),
    ...(services.length > 0 ? ['--why PEER SERVICE shows what an answer rests on'] : []),
  ];
  return wrapped(parts.join('; '), columnsOfText - 2).map((line) => [toned('faint', `  ${line}`)]);
}

type ShortNames = ReadonlyMap<string, string>;

function chunks(columns: readonly number[], { peers }: Coverage, short: ShortNames): number[][] {
  const widths = columns.map((column) => lineWidth(short.get(peers[column]!.peer)!));
  const size = Math.max(1, Math.floor((columnsOfText - 40) / (Math.max(9, ...widths) + 2)));
  const groups: number[][] = [];
  for (let at = 0; at < columns.length; at += size) groups.push(columns.slice(at, at + size));
  return groups;
}

function rowsOf(columns: readonly number[], coverage: Coverage, short: ShortNames, at: Date): Row[] {
  const peers = columns.map((column) => coverage.peers[column]!);
  return [
    ['', '', ...peers.map(({ peer }) => toned('strong', short.get(peer)!))],
    ['certificate', '', ...peers.map(({ state }) => stateCells[state])],
    ...nameRows(columns, coverage),
    ['days left', '', ...peers.map((peer) => daysCell(peer, at))],
    [
      'chain complete',
      '',
      ...peers.map(({ certificate, chainComplete }) => (certificate ? answerCells[chainComplete] : '–')),
    ],
    ['trusted by other side', '', ...peers.map(trustCell)],
    ...serviceRows(columns, coverage),
  ];
}

const stateCells: Readonly<Record<PeerState, Cell>> = {
  undecided: '?',
  none: toned('error', 'none'),
  error: toned('error', 'error'),
  warning: toned('warning', 'warning'),
  ok: toned('good', 'ok'),
};

/** To the end that comes first, with a word where that is the client certificate's. */
function daysCell({ certificate, clientCertificate }: CoveredPeer, at: Date): string {
  const ofServer = certificate && daysLeft(certificate, at);
  const ofClient = clientCertificate && daysLeft(clientCertificate, at);
  if (ofClient !== undefined && (ofServer === undefined || ofClient < ofServer))
    return `${ofClient} (client)`;
  return String(ofServer ?? '–');
}

function trustCell({ certificate, trustedByOthers }: CoveredPeer): Cell {
  return certificate ? answerCells[trustedByOthers] : '–';
}

const answerCells: Readonly<Record<CoveredPeer['trustedByOthers'], Cell>> = {
  yes: toned('good', 'yes'),
  no: toned('error', 'no'),
  'not checked': '?',
};

const coverageCells: Readonly<Record<CoverageRow['cells'][number]['state'], Cell>> = {
  'not needed': '',
  unknown: '–',
  has: toned('good', '✓'),
  lacks: toned('error', '✗'),
};

const isAsked = ({ state }: CoverageRow['cells'][number]): boolean => state !== 'not needed';

/** Names that none of these peers needs are left out. */
function nameRows(columns: readonly number[], { names }: Coverage): Row[] {
  return names
    .map((row) => ({ row, cells: columns.map((column) => row.cells[column]!) }))
    .filter(({ cells }) => cells.some(isAsked))
    .map(({ row, cells }, number) => [
      number === 0 ? 'names' : '',
      labelOf(row),
      ...cells.map(({ state }) => coverageCells[state]),
    ]);
}

function labelOf({ kind, name }: CoverageRow): string {
  if (kind === 'peer') return 'this peer';
  if (kind === 'cluster') return 'cluster name';
  return name.length > 30 ? `${name.slice(0, 29)}…` : name;
}

function serviceRows(columns: readonly number[], { services }: Coverage): Row[] {
  return services.map(({ service, verdicts, waived }, number) => [
    number === 0 ? 'will it work?' : '',
    serviceText(service),
    ...columns.map((column): Cell => {
      const verdict = verdicts[column];
      if (!verdict) return '';
      const text = waived[column] ? `${verdict} (waived)` : verdict;
      return toned(verdictTones[verdict], verdict === 'not known' ? '?' : text);
    }),
  ]);
}
