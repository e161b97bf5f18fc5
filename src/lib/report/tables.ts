import type { Report, ReportedItem, ReportedService } from './report.ts';
import { serviceText } from '../verdict/services.ts';
import { ReasonTexts } from './words.ts';

/** A table as plain text; the first cell of a row says what the row is about. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A row for each verdict, in the order of the report. */
export function serviceTable(report: Report): Table {
  const reasons = new ReasonTexts(report);
  return {
    columns: ['Peer', 'Service', 'Works', 'Because'],
    rows: (report.services ?? []).map((each) => [
      each.peer,
      serviceText(each.service),
      each.verdict,
      reasons.of(each),
    ]),
  };
}

/** A row for each peer, a column for each service, a verdict in every cell. */
export function serviceMatrix(services: readonly ReportedService[]): Table {
  const names = [...new Set(services.map(({ service }) => service))];
  const peers = [...new Set(services.map(({ peer }) => peer))];
  const verdicts = new Map(services.map(({ peer, service, verdict }) => [`${peer} ${service}`, verdict]));
  return {
    columns: ['Peer', ...names.map(serviceText)],
    rows: peers.map((peer) => [peer, ...names.map((name) => verdicts.get(`${peer} ${name}`) ?? '')]),
  };
}

/** A row for each verdict on one peer. */
export function peerTable(report: Report, peer: string): Table {
  const reasons = new ReasonTexts(report);
  const services = (report.services ?? []).filter((each) => each.peer === peer);
  return {
    columns: ['Service', 'Works', 'Because'],
    rows: services.map((each) => [serviceText(each.service), each.verdict, reasons.of(each)]),
  };
}

/** A row for each thing that was looked at. */
export const itemTable = (items: readonly ReportedItem[]): Table => ({
  columns: ['File', 'Kind', 'Peer', 'Valid to', 'Names', 'Not checked'],
  rows: items.map((item) => [
    item.file,
    item.kind,
    textOf(item['peer']),
    textOf(item['notAfter']),
    listText(item['names']),
    listText(item['notChecked']),
  ]),
});

const textOf = (value: ReportedItem[string] | undefined): string => (typeof value === 'string' ? value : '');

const listText = (value: ReportedItem[string] | undefined): string =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(', ') : '';
