import { CommandError } from '../program/command-error.ts';
import type { FormatView, Outcome } from '../program/report.ts';

/** A way to write a result. A further format is one row here, in `formats` and in `endings`. */
type Renderer = (outcome: Outcome, view: FormatView) => string;

export const formats = ['text', 'json', 'sarif', 'junit', 'csv', 'md', 'html'] as const;
export type Format = (typeof formats)[number];

/** Loaded when they are needed: most runs write text alone. */
const load: Readonly<Record<Format, () => Promise<Renderer>>> = {
  text: async () => (await import('./text.ts')).toTextReport,
  json: async () => (await import('./documents.ts')).jsonDocument,
  sarif: async () => (await import('./documents.ts')).sarifDocument,
  junit: async () => (await import('./documents.ts')).junitDocument,
  csv: async () => (await import('./documents.ts')).csvDocument,
  md: async () => (await import('./documents.ts')).markdownDocument,
  html: async () => (await import('./documents.ts')).htmlDocument,
};

/** The result in the format wanted; text for programs (a schema, a script) is the same in every format. */
export async function render(format: Format, outcome: Outcome, view: FormatView): Promise<string> {
  return outcome.result.verbatim ?? (await load[format]())(outcome, view);
}

const endings: Readonly<Record<string, Format>> = {
  '.json': 'json',
  '.txt': 'text',
  '.sarif': 'sarif',
  '.xml': 'junit',
  '.csv': 'csv',
  '.md': 'md',
  '.html': 'html',
};

/** A second result, asked for with --report. */
export interface ReportFile {
  readonly file: string;
  readonly format: Format;
}

/** The format that a report's file name asks for. */
export function formatOfFile(file: string): Format {
  const ending = /\.[^./\\]+$/.exec(file)?.[0].toLowerCase() ?? '';
  const format = endings[ending];
  if (format) return format;
  throw new CommandError(2, `--report ${file}: the ending does not say the format`, {
    expected: `a file name ending in ${listed(Object.keys(endings))}`,
  });
}

const listed = (words: readonly string[]): string => `${words.slice(0, -1).join(', ')} or ${words.at(-1)!}`;
