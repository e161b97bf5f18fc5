import type { FileSystem } from '../host/io.ts';
import { checkOutput, writeOutput } from '../host/output-file.ts';
import { render, type ReportFile } from '../render/formats.ts';
import { CommandError } from './command-error.ts';
import type { Threshold } from './exit-code.ts';
import type { CallWords, FormatView, Outcome } from './report.ts';

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
  outcome: Outcome,
  { force, failOn, call }: { readonly force: boolean; readonly failOn: Threshold; readonly call: CallWords },
  fs: FileSystem,
): Promise<void> {
  const style = { colour: false, ascii: false };
  const { waiverOf, verdicts } = outcome;
  const view: FormatView = { style, quiet: false, verbose: false, failOn, call, waiverOf, verdicts };
  // The command itself may have written a file of this name meanwhile.
  const replaces = await checkOutput(file, force, fs);
  writeOutput(file, await render(format, outcome, view), replaces, fs);
}
