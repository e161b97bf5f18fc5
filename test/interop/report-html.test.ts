import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../../src/cli/program/run.ts';
import { nodeFileSystem } from '../../src/cli/host/node-file-system.ts';
import { fakeIo } from '../support/io.ts';
import { describeWith } from '../support/programs.ts';
import { sheetsOf } from '../support/report-pdf.ts';
import { scratchFolder } from '../support/scratch.ts';

const folder = scratchFolder();
const fixtures = join(import.meta.dirname, '../../fixtures/checks');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function reportOn(name: string, deployment = 'corp.yaml'): Promise<string> {
  const fake = fakeIo({});
  const path = join(fixtures, name);
  const argv = ['check', path, '-d', resolve(path, deployment), '--format', 'html', '--at', '2026-11-22'];
  await run(argv, { ...fake.io, fs: nodeFileSystem });
  const file = join(folder, `${name}.html`);
  writeFileSync(file, fake.stdout());
  return file;
}

describeWith(['chromium', 'pdftotext'], 'the HTML report in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  async function opened(file: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const page = await browser.newPage({ colorScheme, offline: true, viewport: { width: 390, height: 800 } });
    await page.goto(pathToFileURL(file).href);
    return page;
  }

  it.each([
    ['with findings, in light', 'mixed', 'light'],
    ['with findings, in dark', 'mixed', 'dark'],
    ['without findings, in light', 'sound', 'light'],
    ['without findings, in dark', 'sound', 'dark'],
  ] as const)('has no fault that axe knows, %s', async (_, name, colorScheme) => {
    const page = await opened(await reportOn(name), colorScheme);
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
    expect(passes.length).toBeGreaterThan(10);
    await page.close();
  });

  it('holds no script, asks for nothing, and is not wider than a telephone', async () => {
    const page = await opened(await reportOn('mixed'));
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.reload();
    expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
    expect(await page.locator('script, link, iframe, object, [onclick]').count()).toBe(0);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.close();
  });

  it('prints as PDF with its verdict on the first page', async () => {
    const page = await opened(await reportOn('mixed'));
    const sheets = await sheetsOf(page, 'A4', folder);
    await page.close();
    expect(sheets[0]).toMatch(
      /MRA will not work on 1 of 4 peers\..*\d+ errors? .*Will it work\?.*mobile and remote access.*\bno\b/,
    );
    // Four peers, with everything that is to be done.
    expect(sheets.length).toBeLessThanOrEqual(4);
    const whole = sheets.join(' ');
    for (const told of [
      'BE:D6:94:60:69',
      'MFyRaM/QTno6VThEFuLOIywogwqC7CqCJyQIAhOvj1g=',
      'serial 1003',
      '2026-10-01',
    ])
      expect(whole).toContain(told);
  });

  const numbered = (role: string, count: number): string =>
    Array.from({ length: count }, (_, at) => `exp${role}${at + 1}.example.com`).join(', ');

  it.each([
    ['one peer', 0, 1, 4],
    ['four peers', 2, 2, 4],
    ['twelve peers', 6, 6, 9],
  ])('says the names of %s beside the verdict, on few sheets', async (_, cores, edges, most) => {
    const deployment = readFileSync(join(fixtures, 'mixed/corp.yaml'), 'utf8')
      .replace('expc1.example.com, expc2.example.com', numbered('c', cores))
      .replace('expe1.example.com, expe2.example.com', numbered('e', edges));
    const file = join(folder, `${cores + edges}.yaml`);
    const withoutCore = deployment.replace(/ {2}core:[\s\S]*(?= {2}edge:)/, '');
    writeFileSync(file, cores === 0 ? withoutCore : deployment);
    const page = await opened(await reportOn('mixed', file));
    const sheets = await sheetsOf(page, 'A4', folder);
    await page.close();
    expect(sheets[0]).toMatch(
      /Will it work\?.*Names on the certificates.*DNS:collab-edge ?\.example ?\.com.*missing/,
    );
    for (let peer = 1; peer <= edges; peer++)
      expect(sheets.join(' ').replaceAll(' ', '')).toContain(`expe${peer}.example.com`);
    expect(sheets.length).toBeLessThanOrEqual(most);
  });
});
