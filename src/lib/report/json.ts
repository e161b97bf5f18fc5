import { printableJson } from './printable.ts';
import type { Report } from './report.ts';

/** The report for programs; `expcert schema result` is its schema. */
export const toJson = (report: Report): string => `${printableJson(JSON.stringify(report, null, 2))}\n`;
