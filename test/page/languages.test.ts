import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formField, subjectLabels } from '../../src/lib/front.ts';
import { violationsIn } from './support/axe.ts';
import { describePage } from './support/browser.ts';
import { screens, type Desk, type Screen } from './support/desk.ts';
import { overlaps, tooWide } from './support/layout.ts';
import { bring, states, unfold } from './support/states.ts';

const root = join(import.meta.dirname, '../..');

/** The page in a language nobody speaks: from left to right, or from right to left. */
function build(locale: string, outDir: string): string {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = ['build', '-c', 'vite.page.config.ts', '--logLevel', 'error', '--outDir', outDir];
  const env = { ...process.env, NODE_ENV: 'production', EXPCERT_LOCALE: locale };
  const { status, stderr } = spawnSync(process.execPath, [vite, ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return pathToFileURL(join(outDir, 'expcert.html')).href;
}

/** By the address of the link alone: its text is in no language that is known here. */
async function show({ frame }: Desk, screen: Screen): Promise<void> {
  await frame.locator(`nav a[href="#${screen}"]`).click();
  await frame.locator(`nav a[href="#${screen}"][aria-current=page]`).waitFor();
  await unfold({ frame });
}

/** Labels of the Generate CSR page, English in every language. */
const kept: readonly string[] = [
  ...Object.values(formField),
  ...Object.values(subjectLabels),
  ...['Common name', 'Public key algorithm', 'Key length (in bits)', 'Digest algorithm'],
];

/** Visible words that did not come out of a catalogue, nor are names, codes or what stands on the Expressway page. */
const unmarked = ({ frame }: Desk): Promise<string[]> =>
  frame.evaluate((kept) => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement!;
      const text = node.textContent!.trim();
      if (!/[A-Za-z]{2}/.test(text.replace(/⟦.*⟧/gs, ''))) continue;
      if (!parent.checkVisibility() || parent.closest('[translate=no], code, pre, textarea, script, option'))
        continue;
      // Names, files, codes and days are the same in every language.
      const isName = /^[\w-]+(\.[\w-]+)+$|^[a-z]+\/[a-z-]+$|^CN=|^\d{1,2} [A-Z][a-z]{2} \d{4}$/.test(text);
      if (!isName && !kept.includes(text)) found.push(text);
    }
    return [...new Set(found)];
  }, kept);

for (const [where, locale, direction] of [
  ['from left to right', 'en-XA', 'ltr'],
  ['from right to left', 'ar-XB', 'rtl'],
] as const)
  describePage(`in a language nobody speaks, ${where}`, (open) => {
    const folder = mkdtempSync(join(tmpdir(), 'expcert language '));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    let address = '';
    beforeAll(() => {
      address = build(locale, folder);
    });

    it.each(states)(
      '%s: every word is from a catalogue, nothing overlaps, and axe finds nothing',
      async (state) => {
        const desk = await open({ address });
        expect(await desk.frame.evaluate(() => document.documentElement.dir)).toBe(direction);
        await bring(desk, state);
        const found: Record<string, string[]> = {};
        for (const screen of screens) {
          await show(desk, screen);
          const words = await unmarked(desk);
          const wrong = [...words, ...(await overlaps(desk.frame)), ...(await tooWide(desk.frame))];
          if (state === 'findings') wrong.push(...(await violationsIn(desk.frame)));
          if (wrong.length > 0) found[screen] = wrong;
        }
        expect(found).toEqual({});
      },
    );
  });
