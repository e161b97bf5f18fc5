import { CommandError } from './command-error.ts';
import type { FileSystem } from './io.ts';
import { checkOutput, writeOutput } from './output-file.ts';
import { renderers, type Format } from './render/formats.ts';
import type { Report } from './report.ts';

/** A second result, asked for with --report. */
export interface ReportFile {
  readonly file: string;
  readonly format: Format;
}

/** Before anything is done: CommandError 4 where a report may not be written, 2 where two have one name. */
export async function checkReportFiles(
  reports: readonly ReportFile[],
  fs: FileSystem,
  force: boolean,
): Promise<void> {
  const seen = new Set<string>();
  for (const { file } of reports) {
    if (seen.has(file)) throw new CommandError(2, `--report ${file} is given twice`);
    seen.add(file);
    await checkOutput(file, force, fs);
  }
}

export async function writeReport(
  { file, format }: ReportFile,
  report: Report,
  fs: FileSystem,
  force: boolean,
): Promise<void> {
  const view = { style: { colour: false, ascii: false }, quiet: false, verbose: false };
  // The command itself may have written a file of this name meanwhile.
  const replaces = await checkOutput(file, force, fs);
  writeOutput(file, renderers[format](report, view), replaces, fs);
}
