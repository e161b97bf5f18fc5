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

const missingFirst = (
  [, a]: readonly [string, ReadonlyMap<string, string>],
  [, b]: readonly [string, ReadonlyMap<string, string>],
): number => Number([...b.values()].includes('missing')) - Number([...a.values()].includes('missing'));

/** Columns that a sheet of paper has room for. */
const peersBeside = 6;

/**
 * A row for each name that a certificate of a peer has or lacks, a column for each peer, in as many tables as paper
 * needs; what is missing comes first. The names of the peers themselves share a row.
 */
export function nameMatrices({ services = [], items = [], findings }: Report): Table[] {
  const peers = [...new Set(services.map(({ peer }) => peer))];
  const own = 'own name';
  const states = new Map<string, Map<string, string>>();
  const say = (peer: string, name: string, state: string): void => {
    if (!peers.includes(peer)) return;
    const row = name.toLowerCase() === `dns:${peer}`.toLowerCase() ? own : name;
    states.set(row, (states.get(row) ?? new Map<string, string>()).set(peer, state));
  };
  const certified = new Set<string>();
  for (const item of items) {
    if (item.kind !== 'certificate' || item['store'] === 'client') continue;
    for (const peer of peersOf(item)) {
      certified.add(peer);
      for (const name of textsOf(item['names'])) say(peer, name, 'has');
    }
  }
  for (const { peer, store, params, bears = [] } of findings) {
    const name = params['name'];
    if (peer === undefined || store !== undefined || typeof name !== 'string') continue;
    const lacks = bears.some(
      ({ requirement, effect }) => requirement === 'names-present' && effect === 'fails',
    );
    if (lacks) say(peer, name, 'missing');
  }
  const cellOf = (row: string, peer: string): Cell => {
    if (!certified.has(peer)) return 'no certificate';
    const state = states.get(row)?.get(peer);
    return state === 'missing' ? { verdict: 'no', text: state } : (state ?? '–');
  };
  const told = (peer: string): number => {
    if ([...states.values()].some((row) => row.get(peer) === 'missing')) return 0;
    return certified.has(peer) ? 1 : 2;
  };
  const columns = [...peers].sort((a, b) => told(a) - told(b));
  const rows = [...states].sort(missingFirst).map(([row]) => row);
  return Array.from({ length: Math.ceil(peers.length / peersBeside) }, (_, at) => {
    const beside = columns.slice(at * peersBeside, (at + 1) * peersBeside);
    return {
      columns: ['Name', ...beside],
      rows: rows
        .filter((row) => beside.some((peer) => states.get(row)!.has(peer)))
        .map((row) => [row, ...beside.map((peer) => cellOf(row, peer))]),
    };
  });
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

const peersOf = (item: ReportedItem): string[] =>
  [textOf(item['peer']), ...textsOf(item['sharedWith'])].filter((name) => name !== '');

const ownerOf = (item: ReportedItem): string => peersOf(item).join(', ');

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
    item.kind.replaceAll('-', ' '),
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
