import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { hashOf, scriptsOf } from '../../tools/page/content-security.ts';
import { scan } from '../../tools/page/scan.ts';
import { describePage } from './support/browser.ts';
import { pageFile } from './support/desk.ts';

const unescaped = (attribute: string): string => attribute.replaceAll('&#39;', "'").replaceAll('&amp;', '&');

/** The page around the frame, and the one in it. */
function documents(): { outer: string; inner: string } {
  const failure = inject('buildFailure');
  if (failure) throw new Error(failure);
  const html = readFileSync(pageFile, 'utf8');
  const [, inner = ''] = /srcdoc='([^']*)'/.exec(html) ?? [];
  return { outer: html.replace(/srcdoc='[^']*'/, ''), inner: unescaped(inner) };
}

const policyOf = (html: string): string =>
  /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
const directive = (html: string, name: string): string =>
  policyOf(html)
    .split('; ')
    .find((each) => each.startsWith(`${name} `))
    ?.slice(name.length + 1) ?? '';

describe('the built page', () => {
  it.each(['outer', 'inner'] as const)('%s: no script could talk to a network', (which) => {
    const scripts = scriptsOf(documents()[which]);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.flatMap(scan)).toEqual([]);
  });

  it.each(['outer', 'inner'] as const)(
    '%s: the policy allows exactly its scripts, by their hashes',
    (which) => {
      const { outer, inner } = documents();
      const allowed = directive(which === 'outer' ? outer : inner, 'script-src').split(' ');
      const scripts = which === 'outer' ? [...scriptsOf(outer), ...scriptsOf(inner)] : scriptsOf(inner);
      expect(new Set(allowed)).toEqual(new Set(scripts.map(hashOf)));
    },
  );

  it.each(['outer', 'inner'] as const)('%s: the policy allows nothing else', (which) => {
    const html = documents()[which];
    expect(directive(html, 'default-src')).toBe("'none'");
    for (const name of ['connect-src', 'form-action', 'base-uri', 'style-src']) {
      expect(directive(html, name), name).toBe("'none'");
    }
    // Firefox holds a download for a navigation of the frame to where its content is.
    expect(directive(html, 'frame-src')).toBe(which === 'outer' ? 'blob:' : "'none'");
    expect(policyOf(html)).not.toMatch(/unsafe|https?:|\*/);
    expect(directive(html, 'require-trusted-types-for')).toBe("'script'");
  });

  it('the policy comes before anything that it is about', () => {
    for (const html of Object.values(documents())) {
      expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<script|<link|<style/));
    }
  });

  it('takes WebRTC away before any other script runs', () => {
    for (const html of Object.values(documents())) expect(scriptsOf(html)[0]).toContain('RTCPeerConnection');
  });

  it('is at most 300 kB compressed, and 1 MB as it is', () => {
    const html = readFileSync(pageFile);
    expect(gzipSync(html, { level: 9 }).length).toBeLessThanOrEqual(300_000);
    expect(html.length).toBeLessThanOrEqual(1_000_000);
  });
});

describe('the SHA-256 beside the page', () => {
  it('is that of the file, as sha256sum reads it', () => {
    const sum = createHash('sha256').update(readFileSync(pageFile)).digest('hex');
    expect(readFileSync(`${pageFile}.sha256`, 'utf8')).toBe(`${sum}  expcert.html\n`);
  });
});

describePage('the foot of the page', (open) => {
  it('says the version, the day of its facts, and the hash of the script that runs', async () => {
    const { frame } = await open();
    const foot = await frame.locator('.version').innerText();
    expect(foot).toMatch(/expcert \d+\.\d+\.\d+/);
    expect(foot).toMatch(/facts of \d+ \w+ 20\d\d/);
    expect(foot).toContain(hashOf(scriptsOf(documents().inner).at(-1)!).slice(1, -1));
  });
});

describePage('a page that does not run', (open) => {
  it('says why where scripts are off', async () => {
    const browser = (await open()).page.context().browser()!;
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(pageFile).href);
    await page.getByText('If you see only this').waitFor();
    await context.close();
  });

  it('says nothing of it where it runs', async () => {
    const { page } = await open();
    expect(await page.getByText('If you see only this').isVisible()).toBe(false);
  });
});

describePage('a changed page', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'expcert page '));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['one octet of the script', (html: string) => html.replace('createElement', 'createElemenT')],
    [
      'one octet of the first script',
      (html: string) => html.replace('webkitRTCPeerConnection', 'webkitRTCPeerConnectioN'),
    ],
  ])('does not run: %s', async (what, change) => {
    const html = readFileSync(pageFile, 'utf8');
    const start = html.indexOf('srcdoc=');
    const changed = html.slice(0, start) + change(html.slice(start));
    expect(changed).not.toBe(html);
    const file = join(folder, `${what}.html`);
    writeFileSync(file, changed);
    const { page } = await open();
    await page.goto(pathToFileURL(file).href);
    const frame = await (await page.waitForSelector('iframe')).contentFrame();
    await frame!.waitForLoadState();
    if (what === 'one octet of the script') await page.getByText('If you see only this').waitFor();
    const isRun = await frame!.evaluate(() => ({
      app: customElements.get('cert-app') !== undefined,
      webrtc: 'RTCPeerConnection' in globalThis,
    }));
    expect(isRun.app && !isRun.webrtc).toBe(false);
    expect(isRun).toEqual(
      what === 'one octet of the script' ? { app: false, webrtc: false } : { app: true, webrtc: true },
    );
  });
});
