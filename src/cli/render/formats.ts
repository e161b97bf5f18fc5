import { CommandError } from '../command-error.ts';
import type { Report, View } from '../report.ts';
import { toJson } from './json.ts';
import { toTextReport } from './text.ts';

/** A way to write a result. A further format is one row here and in `formats`. */
type Renderer = (report: Report, view: View) => string;

export const formats = ['text', 'json'] as const;
export type Format = (typeof formats)[number];

export const renderers: Readonly<Record<Format, Renderer>> = { text: toTextReport, json: toJson };

const endings: Readonly<Record<string, Format>> = { '.json': 'json', '.txt': 'text' };

/** The format that a report's file name asks for. */
export function formatOfFile(file: string): Format {
  const ending = /\.[^./\\]+$/.exec(file)?.[0].toLowerCase() ?? '';
  const format = endings[ending];
  if (format) return format;
  throw new CommandError(2, `--report ${file}: the ending does not say the format`, {
    expected: `a file name ending in ${Object.keys(endings).join(' or ')}`,
  });
}
