import type { ReportedItem, ReportedService } from './report.ts';
import { serviceText, verdictReason } from './words.ts';

/** A table as plain text; the first cell of a row says what the row is about. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A row for each verdict, in the order of the report. */
export const serviceTable = (services: readonly ReportedService[]): Table => ({
  columns: ['Peer', 'Service', 'Works', 'Because'],
  rows: services.map((each) => [each.peer, serviceText(each.service), each.verdict, verdictReason(each)]),
});

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
