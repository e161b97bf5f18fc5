import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { sheetsOf } from '../support/report-pdf.ts';
import { scratchFolder } from '../support/scratch.ts';
import { violationsIn } from './support/axe.ts';
import { describePage } from './support/browser.ts';
import type { Desk } from './support/desk.ts';
import { saved } from './support/requests.ts';
import { bring } from './support/states.ts';

describePage('a report that the page makes', (open) => {
  const scratch = scratchFolder('expcert-page-reports-');

  async function reportOf(desk: Desk, format: string): Promise<string> {
    await bring(desk, 'findings');
    await desk.frame.getByText('Download report').click();
    const { content } = await saved(desk, () => desk.frame.getByRole('button', { name: format }).click());
    return content.toString();
  }

  it('as HTML holds no script, asks for nothing, and satisfies axe', async () => {
    const desk = await open();
    const html = await reportOf(desk, 'Report to read and print (HTML)');
    expect(html).not.toMatch(/<script/i);
    expect(html).toMatch(/<meta http-equiv="Content-Security-Policy"/i);
    const file = join(scratch, 'report.html');
    writeFileSync(file, html);
    const reader = await desk.page.context().newPage();
    const asked: string[] = [];
    reader.on('request', (request) => asked.push(request.url()));
    await reader.goto(pathToFileURL(file).href);
    expect(asked).toEqual([pathToFileURL(file).href]);
    expect(await violationsIn(reader.mainFrame())).toEqual([]);
  });

  it.each(['A4', 'Letter'] as const)('prints on %s: the verdict first, no finding cut', async (format) => {
    const desk = await open();
    const file = join(scratch, `${format}.html`);
    writeFileSync(file, await reportOf(desk, 'Report to read and print (HTML)'));
    const reader = await desk.page.context().newPage();
    await reader.goto(pathToFileURL(file).href);
    const sheets = await sheetsOf(reader, format, scratch);
    expect(sheets[0]).toMatch(/\d+ errors .*Will it work\?.* not known/);
    const findings = await reader.locator('article').evaluateAll((articles) =>
      articles.map((article) => {
        const words = (article.textContent ?? '').split(/\s+/).filter((word) => word !== '');
        return [words.slice(1, 5).join(' '), words.slice(-4).join(' ')] as const;
      }),
    );
    expect(findings.length).toBeGreaterThan(10);
    for (const [start, end] of findings) {
      expect(
        sheets.filter((sheet) => sheet.includes(start) && sheet.includes(end, sheet.indexOf(start))),
      ).not.toEqual([]);
    }
    // No link either: where a rule comes from stands there in words.
    expect(await reader.locator('a').count()).toBe(0);
    const peers = await reader.locator('.peer h2').allTextContents();
    for (const peer of peers) expect(sheets.join(' ')).toContain(`${peer} Service Works Because`);
  });

  it.each<[string, RegExp]>([
    ['Table (CSV)', /^[^\r\n]*code[^\r\n]*\r?\n.*trust\/duplicate-self-signed-cn/s],
    ['Text for a ticket (Markdown)', /^#.*trust\/duplicate-self-signed-cn/s],
    ['Ends as calendar (.ics)', /^BEGIN:VCALENDAR\r\n.*DTSTART:\d{8}T\d{6}Z\r\nSUMMARY.*END:VCALENDAR\r\n$/s],
  ])('as %s', async (format, expected) => {
    expect(await reportOf(await open(), format)).toMatch(expected);
  });
});
