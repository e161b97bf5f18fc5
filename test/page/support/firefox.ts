import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Browser, type Frame, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { describeWith } from '../../support/programs.ts';

/** The page in Firefox, as far as it is driven there. */
export interface FoxDesk {
  readonly page: Page;
  readonly frame: Frame;
  readonly requests: string[];
  readonly errors: string[];
  /** The content of a file that was downloaded, as soon as it is there. */
  downloaded(name: string): Promise<Buffer>;
}

/** A group of tests in Firefox ESR, which playwright does not drive. */
export function describeFirefox(
  title: string,
  body: (open: (address: string) => Promise<FoxDesk>) => void,
): void {
  describeWith('firefox-esr', title, () => {
    const downloads = mkdtempSync(join(tmpdir(), 'expcert firefox '));
    let browser: Browser;
    beforeAll(async () => {
      const failure = inject('buildFailure');
      if (failure) throw new Error(failure);
      browser = await launch({
        browser: 'firefox',
        executablePath: process.env['FIREFOX'] ?? '/usr/bin/firefox-esr',
        extraPrefsFirefox: {
          'browser.download.folderList': 2,
          'browser.download.dir': downloads,
          'browser.download.useDownloadDir': true,
          'browser.helperApps.neverAsk.saveToDisk': 'application/x-pem-file',
          // It asks servers of its own while it starts.
          'network.captive-portal-service.enabled': false,
          'network.connectivity-service.enabled': false,
        },
      });
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(downloads, { recursive: true, force: true });
    });
    body((address) => openIn(browser, address, downloads));
  });
}

async function openIn(browser: Browser, address: string, downloads: string): Promise<FoxDesk> {
  const page = await browser.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${address}#overview`);
  const element = await page.waitForSelector('iframe');
  const frame = await element!.contentFrame();
  await frame.waitForSelector('h1');
  return { page, frame, requests, errors, downloaded: (name) => arrived(downloads, name) };
}

async function arrived(folder: string, name: string): Promise<Buffer> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    const names = readdirSync(folder);
    if (names.includes(name) && !names.includes(`${name}.part`)) {
      const content = readFileSync(join(folder, name));
      if (content.length > 0) return content;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} was not downloaded`);
}

/** Clicks what has this text or this label. */
export async function press(frame: Frame, selector: string): Promise<void> {
  await frame.locator(selector).click();
}
