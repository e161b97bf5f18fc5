import { serviceText } from '../verdict/services.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Report, ReportedItem, ReportedService } from './report.ts';
import { ReasonTexts, verdictText } from './words.ts';

/** Text, lines below each other, or a verdict in words. */
export type Cell = string | readonly string[] | { readonly verdict: Verdict; readonly text: string };

/** The first cell of a row says what the row is about. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Its lines; most have one. */
export const cellLines = (cell: Cell): readonly string[] =>
  typeof cell === 'string' ? [cell] : 'verdict' in cell ? [cell.text] : cell;

export const cellText = (cell: Cell): string => cellLines(cell).join(', ');

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

/** A row for each verdict on one peer, with its reasons in words; services with the same reasons share one. */
export function peerTable(report: Report, peer: string): Table {
  const reasons = new ReasonTexts(report, ({ message }) => message);
  const alike = new Map<string, [ReportedService, ...ReportedService[]]>();
  for (const each of (report.services ?? []).filter((service) => service.peer === peer)) {
    const key = `${verdictText(each)} ${reasons.of(each)}`;
    const [first = each, ...others] = alike.get(key) ?? [];
    alike.set(key, first === each ? [each] : [first, ...others, each]);
  }
  return {
    columns: ['Service', 'Works', 'Because'],
    rows: [...alike.values()].map((services) => [
      services.map(({ service }) => serviceText(service)).join(', '),
      verdictCell(services[0]),
      reasons.of(services[0]),
    ]),
  };
}

/** A row for each certificate and request: which one it was, so that somebody else finds the same. */
export const identityTable = (items: readonly ReportedItem[]): Table => ({
  columns: ['Certificate or request', 'Issuer', 'Serial and hashes', 'Valid'],
  rows: items
    .filter((item) => item['publicKeyHash'] !== undefined && item.kind !== 'private-key')
    .map((item) => [
      [ownerOf(item), fileOf(item), textOf(item['subject'])].filter((line) => line !== ''),
      textOf(item['issuer']),
      [
        ...labelled('serial', item['serial']),
        ...labelled('SHA-256', item['sha256']),
        ...labelled('public key', item['publicKeyHash']),
      ],
      [dayOf(item['notBefore']), ...labelled('to', dayOf(item['notAfter']))].filter((day) => day !== ''),
    ]),
});

const ownerOf = (item: ReportedItem): string =>
  [textOf(item['peer']), ...textsOf(item['sharedWith'])].filter((name) => name !== '').join(', ');

const fileOf = (item: ReportedItem): string =>
  item['entry'] === undefined ? item.file : `${item.file}, entry ${textOf(item['entry'])}`;

const labelled = (label: string, value: Field): string[] =>
  textOf(value) === '' ? [] : [`${label} ${textOf(value)}`];

const dayOf = (value: Field): string => textOf(value).slice(0, 10);

/** A row for each thing that was looked at. */
export const itemTable = (items: readonly ReportedItem[]): Table => ({
  columns: ['File', 'Kind', 'Peer', 'Valid to', 'Names'],
  rows: items.map((item) => [
    fileOf(item),
    item.kind,
    ownerOf(item),
    dayOf(item['notAfter']),
    textsOf(item['names']).join(', '),
  ]),
});

type Field = ReportedItem[string] | undefined;

const textOf = (value: Field): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const textsOf = (value: Field): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
