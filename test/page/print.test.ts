import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { describePage } from './support/browser.ts';
import { fixture } from './support/files.ts';
import type { Desk } from './support/desk.ts';

/** What the print of the browser's menu puts on paper. */
async function printed({ page }: Desk): Promise<string> {
  const pdf = await page.pdf({ format: 'A4' });
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
}

/** The page around the frame is told what to print when nothing has changed for a while. */
const onPaper = ({ page }: Desk, text: string): Promise<unknown> =>
  page.waitForFunction((expected) => document.getElementById('paper')!.textContent!.includes(expected), text);

describePage('the print of the menu', (open) => {
  it('has all that the overview says, on as many pages as it takes', async () => {
    const desk = await open();
    await desk.frame.getByLabel('Choose a folder').first().setInputFiles(fixture('checks/mixed'));
    await onPaper(desk, 'CN=cucm1.example.com');
    const text = await printed(desk);
    for (const each of ['expc1.example.com', 'expe2.example.com', 'is missing', 'Not checked'])
      expect(text.replace(/\s+/g, ' ')).toContain(each);
    expect(text.split('\f').length).toBeGreaterThan(2);
  });

  it('has the names of every request of a plan', async () => {
    const desk = await open({ startsAt: 'plan' });
    await desk.frame.getByLabel('Choose a folder').first().setInputFiles(fixture('checks/mixed'));
    await onPaper(desk, 'chatnode2.example.com');
    const text = await printed(desk);
    for (const peer of ['expc1', 'expc2', 'expe1', 'expe2'])
      expect(text).toContain(`DNS:${peer}.example.com`);
  });

  it('holds nothing that does anything, and no passphrase', async () => {
    const desk = await open({ startsAt: 'plan' });
    await desk.frame.getByLabel('Choose a folder').first().setInputFiles(fixture('checks/mixed'));
    await onPaper(desk, 'chatnode2.example.com');
    const names = await desk.page.evaluate(() =>
      [...document.querySelectorAll('#paper *')].flatMap(({ localName, attributes }) => [
        localName,
        ...[...attributes].map(({ name }) => `@${name}`),
      ]),
    );
    const expected =
      /^(h\d|p|[uod]l|li|d[td]|table|caption|t(head|body|r|h|d)|pre|code|section|article|header|div|strong|span)$/;
    expect(names.filter((name) => !expected.test(name))).toEqual([]);
  });
});
