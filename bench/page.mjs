import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { build } from 'vite';
import { makeAuthority, makeKey, makeLeaf } from './certificates.mjs';
import { median } from './measure.mjs';

const file = join(import.meta.dirname, '../dist/page/expcert.html');
const launchOptions = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
};
const rounds = 7;

/** Opens the page in a window of its own, with its frame. */
async function opened(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  return { context, page };
}

const frameOf = async (page) => (await page.waitForSelector('iframe')).contentFrame();

/**
 * What the main threads of the page's processes did, task by task: milliseconds by the clock, which users feel, and
 * on the processor, since on a shared machine the clock also counts what the others do.
 */
async function traced(browser, page, work) {
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await work();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const onMain = traceEvents.filter(({ ph, pid, tid }) => ph === 'X' && mains.has(`${pid} ${tid}`));
  const orders = onMain.filter(isOrder);
  return onMain
    .filter(({ name }) => name === 'RunTask')
    .map((task) => ({
      processor: task.tdur / 1000,
      clock: (orders.some(isWithin(task)) ? longestEvent(onMain.filter(isWithin(task))) : task.dur) / 1000,
    }));
}

/** An order of this script to the browser: its share of a task, such as the registering of 1,000 files, no user waits for. */
const isOrder = ({ args }) =>
  args?.chrome_mojo_event_info?.mojo_interface_tag === 'blink.mojom.DevToolsSession';

const isWithin =
  ({ pid, tid, ts, dur }) =>
  (event) =>
    event.pid === pid && event.tid === tid && event.ts >= ts && event.ts + event.dur <= ts + dur;

const longestEvent = (events) =>
  Math.max(0, ...events.filter(({ name }) => name === 'EventDispatch').map(({ dur }) => dur));

const sum = (values) => values.reduce((total, value) => total + value, 0);

async function firstScreen() {
  const browser = await chromium.launch(launchOptions);
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const { context, page } = await opened(browser);
    const tasks = await traced(browser, page, async () => {
      await page.goto(pathToFileURL(file).href);
      // Nothing is asked of the page meanwhile: the question would be work, too.
      await page.waitForTimeout(2000);
    });
    const frame = await frameOf(page);
    await frame.waitForSelector('.empty-ways button');
    times.push(sum(tasks.map((task) => task.processor)));
    await context.close();
  }
  await browser.close();
  return {
    what: 'main-thread work until the first screen is usable',
    unit: 'ms',
    value: median(times),
    atMost: 300,
    rounds,
  };
}

/** A thousand certificates under one CA, as files. */
function certificateFiles(folder) {
  const ca = makeAuthority('Example Issuing CA', makeKey('rsa-2048'));
  const key = makeKey('rsa-2048');
  return Array.from({ length: 1000 }, (_, i) => {
    const path = join(folder, `host${i}.crt`);
    writeFileSync(path, makeLeaf(i, key, ca));
    return path;
  });
}

async function thousandCertificates() {
  const folder = mkdtempSync(join(tmpdir(), 'expcert-bench-page-'));
  const paths = certificateFiles(folder);
  const browser = await chromium.launch(launchOptions);
  const { page } = await opened(browser);
  await page.goto(`${pathToFileURL(file).href}#certificates`);
  const frame = await frameOf(page);
  const input = frame.locator('.drop-area input');
  await input.waitFor({ state: 'attached' });
  let progress = 0;
  const tasks = await traced(browser, page, async () => {
    await input.setInputFiles(paths);
    progress = await frame.evaluate(async () => {
      const app = document.querySelector('cert-app');
      const shown = new Set();
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        const bar = document.querySelector('progress');
        if (bar) shown.add(bar.value);
        const { judgement, judging, reading, files } = app.state;
        if (files.length === 1000 && judgement && !judging && !reading) return shown.size;
      }
    });
    await page.waitForTimeout(500);
  });
  await browser.close();
  rmSync(folder, { recursive: true });
  return {
    what: `longest task while 1,000 certificates are judged; ${progress} steps of progress shown`,
    unit: 'ms',
    value: progress > 1 ? Math.max(...tasks.map((task) => task.clock)) : Infinity,
    atMost: 100,
    longestOnProcessor: Math.round(Math.max(...tasks.map((task) => task.processor))),
    tasksOver50: tasks.filter(({ clock }) => clock > 50).length,
    totalMs: Math.round(sum(tasks.map((task) => task.processor))),
  };
}

/** `yaml`, `lib/rules/cert`, `web/plan`: a package, or what stands together in the sources. */
function partOf(id) {
  const [, dependency] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id) ?? [];
  const [, area, folder, below] = /\/src\/(lib|web)\/([^/]+)(?:\/([^/]+))?/.exec(id) ?? [];
  return dependency ?? (area ? [area, folder, ...(folder === 'rules' ? [below] : [])].join('/') : 'other');
}

/** What each part takes by itself, compressed before it is made shorter: more than its share, and in the same order. */
async function sizesByPart() {
  const code = new Map();
  const counted = {
    name: 'sizes-by-part',
    generateBundle: {
      order: 'pre',
      handler(_, bundle) {
        const modules = Object.values(bundle).flatMap((chunk) => Object.entries(chunk.modules ?? {}));
        for (const [id, module] of modules)
          code.set(partOf(id), (code.get(partOf(id)) ?? '') + (module.code ?? ''));
      },
    },
  };
  const configFile = join(import.meta.dirname, '../vite.page.config.ts');
  await build({ configFile, logLevel: 'error', plugins: [counted], build: { write: false } });
  const sizes = [...code].map(([part, text]) => [part, gzipSync(text, { level: 9 }).length]);
  return Object.fromEntries(sizes.sort(([, a], [, b]) => b - a).slice(0, 30));
}

async function size() {
  const html = readFileSync(file);
  return {
    what: 'the sealed file, compressed with gzip -9',
    unit: 'bytes',
    value: gzipSync(html, { level: 9 }).length,
    atMost: 300_000,
    uncompressed: html.length,
    byPart: await sizesByPart(),
  };
}

export const figures = {
  'page/size': size,
  'page/first-screen': firstScreen,
  'page/thousand-certificates': thousandCertificates,
};
