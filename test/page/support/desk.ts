import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright';

export const launchOptions = {
  /** Debian's; playwright would download one of its own. */
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    // The sandbox is not to be had in most containers; what runs here is our own code.
    '--no-sandbox',
    '--host-resolver-rules=MAP plain.example 127.0.0.1',
  ],
};

export const pageFile = join(import.meta.dirname, '../../../dist/page/expcert.html');
export const fileAddress = pathToFileURL(pageFile).href;

/** The time at which the fixtures are judged, here as in the other tests. */
export const judgedAt = new Date('2026-11-22T10:00:00Z');

export const screens = ['overview', 'plan', 'csr', 'certificates', 'trust', 'file'] as const;
export type Screen = (typeof screens)[number];

/** What the browser did besides showing the page. */
export interface Heard {
  /** Addresses asked for, the page's own first, but for those below. */
  readonly requests: string[];
  /** Addresses that the browser did not ask for, because the page's policy forbids it. */
  readonly refused: string[];
  /** Messages of the console that are errors or warnings, and exceptions that nobody caught. */
  readonly errors: string[];
}

/** The page, open in a window of its own. */
export interface Desk {
  readonly page: Page;
  /** The sealed frame: everything happens in it. */
  frame: Frame;
  readonly heard: Heard;
}

export interface DeskOptions extends BrowserContextOptions {
  readonly address?: string;
  readonly startsAt?: Screen;
  /** Time of judgement; null: the clock of the machine. */
  readonly at?: Date | null;
}

export async function openDesk(browser: Browser, options: DeskOptions = {}): Promise<Desk> {
  const { address = fileAddress, startsAt = 'overview', at = judgedAt, ...rest } = options;
  const context = await browser.newContext({ reducedMotion: 'reduce', ...rest });
  if (at) await context.clock.setFixedTime(at);
  const page = await context.newPage();
  const heard = listen(context, page);
  await page.goto(`${address}#${startsAt}`);
  return { page, frame: await sealedFrame(page), heard };
}

function listen(context: BrowserContext, page: Page): Heard {
  const heard: Heard = { requests: [], refused: [], errors: [] };
  context.on('request', (request) => heard.requests.push(request.url()));
  context.on('requestfailed', (request) => {
    if (request.failure()?.errorText !== 'csp') return;
    heard.refused.push(request.url());
    heard.requests.splice(heard.requests.lastIndexOf(request.url()), 1);
  });
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) heard.errors.push(message.text());
  });
  page.on('pageerror', (error) => heard.errors.push(error.message));
  return heard;
}

/** Begins anew, on the same screen: nothing of before is left. */
export async function reload(desk: Desk): Promise<void> {
  await desk.page.reload();
  desk.frame = await sealedFrame(desk.page);
}

async function sealedFrame(page: Page): Promise<Frame> {
  const element = await page.waitForSelector('iframe');
  const frame = await element.contentFrame();
  if (!frame) throw new Error('the page has no frame');
  await frame.waitForSelector('h1');
  return frame;
}

export async function goTo({ frame }: Pick<Desk, 'frame'>, screen: Screen): Promise<void> {
  await frame.locator(`nav a[href="#${screen}"]`).click();
  await frame.locator(`nav a[href="#${screen}"][aria-current=page]`).waitFor();
}

/** Everything that a reader sees and hears: texts, attributes, and what fields hold. The scripts are no part of it. */
export const shownText = ({ frame }: Pick<Desk, 'frame'>): Promise<string> =>
  frame.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
    return [document.body.outerHTML, ...fields.map(({ value }) => value)].join('\n');
  });
