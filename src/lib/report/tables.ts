import { serviceText } from '../verdict/services.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Report, ReportedItem, ReportedService } from './report.ts';
import { ReasonTexts, verdictText } from './words.ts';

/** Text, or a verdict in words. */
export type Cell = string | { readonly verdict: Verdict; readonly text: string };

/** The first cell of a row says what the row is about. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export const cellText = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

const verdictCell = (each: ReportedService): Cell => ({ verdict: each.verdict, text: verdictText(each) });

/** A row for each verdict, in the order of the report. */
export function serviceTable(report: Report): Table {
  const reasons = new ReasonTexts(report);
  return {
    columns: ['Peer', 'Service', 'Works', 'Because'],
    rows: (report.services ?? []).map((each) => [
      each.peer,
      serviceText(each.service),
      verdictCell(each),
      reasons.of(each),
    ]),
  };
}

/** A row for each peer, a column for each service, a verdict in every cell. */
export function serviceMatrix(services: readonly ReportedService[]): Table {
  const names = [...new Set(services.map(({ service }) => service))];
  const peers = [...new Set(services.map(({ peer }) => peer))];
  const verdicts = new Map(services.map((each) => [`${each.peer} ${each.service}`, verdictCell(each)]));
  return {
    columns: ['Peer', ...names.map(serviceText)],
    rows: peers.map((peer) => [peer, ...names.map((name) => verdicts.get(`${peer} ${name}`) ?? '')]),
  };
}

/** A row for each verdict on one peer. */
export function peerTable(report: Report, peer: string): Table {
  const { columns, rows } = serviceTable(report);
  return {
    columns: columns.slice(1),
    rows: rows.filter(([first]) => first === peer).map((row) => row.slice(1)),
  };
}

/** A row for each thing that was looked at. */
export const itemTable = (items: readonly ReportedItem[]): Table => ({
  columns: ['File', 'Kind', 'Peer', 'Valid to', 'Names'],
  rows: items.map((item) => [
    item['entry'] === undefined ? item.file : `${item.file}, entry ${textOf(item['entry'])}`,
    item.kind,
    [textOf(item['peer']), ...textsOf(item['sharedWith'])].join(', '),
    textOf(item['notAfter']),
    textsOf(item['names']).join(', '),
  ]),
});

type Field = ReportedItem[string] | undefined;

const textOf = (value: Field): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const textsOf = (value: Field): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
