import { join } from 'node:path';
import type { Page } from 'playwright';
import { runProgram } from './programs.ts';

/** What stands on each sheet of the printed page, its lines put together to one. */
export async function sheetsOf(page: Page, format: 'A4' | 'Letter', folder: string): Promise<string[]> {
  const pdf = join(folder, `${format}.pdf`);
  await page.pdf({ format, path: pdf, preferCSSPageSize: true });
  const { status, stdout } = runProgram('pdftotext', [pdf, '-']);
  if (status !== 0) throw new Error('pdftotext cannot read the PDF');
  return stdout
    .split('\f')
    .slice(0, -1)
    .map((sheet) => sheet.replace(/\s+/g, ' '));
}
