import { expect, it } from 'vitest';
import { corp, filesOf, handover, issue } from '../support/handover.ts';
import type { CertificateRecipe } from '../../fixtures/recipes/certificates.ts';
import { describePage } from './support/browser.ts';
import { goTo, type Desk } from './support/desk.ts';
import { deploymentText } from './support/deployment-text.ts';
import { choose, fixtureFile, payload, settled } from './support/files.ts';
import { overlaps, tooWide } from './support/layout.ts';

/** A folder of the deployment in which some certificates are odd, flattened. */
async function openFolder(desk: Desk, odd: Readonly<Record<string, CertificateRecipe>>): Promise<void> {
  const files = filesOf(handover(corp(), issue(corp(), odd)));
  await choose(desk, [
    payload('corp.yaml', deploymentText(corp())),
    ...files.map(({ path, bytes }) => payload(path.replaceAll('/', '-'), bytes)),
  ]);
  await settled(desk);
}

const bad = { notAfter: '2026-11-01' };

describePage('what is to be done about findings', (open) => {
  it('is open for errors and warnings, and is opened and closed for all of them at once', async () => {
    const desk = await open();
    await openFolder(desk, { 'expe1.example.com': { ...bad, names: ['DNS:expe1.example.com'] } });
    const list = desk.frame.locator('.overview-findings');
    const folds = (what: string) =>
      list
        .locator(what)
        .evaluateAll((all) =>
          all.map((each) => [...each.querySelectorAll('details')].map(({ open: is }) => is)),
        );
    for (const [isFixOpen] of await folds('.finding-error .finding-more')) expect(isFixOpen).toBe(true);
    const all = list.getByRole('button', { name: 'Open or close all reasons and fixes' });
    await all.click();
    expect(new Set((await folds('.findings .finding-more')).flat())).toEqual(new Set([true]));
    await all.click();
    expect(new Set((await folds('.findings .finding-more')).flat())).toEqual(new Set([false]));
  });
});

describePage('names of strangers', (open) => {
  const hostile = '\u202eexample.com.evil\u200b';

  it('turn the direction of no sentence, and hide nothing in it', async () => {
    const desk = await open();
    const names = ['DNS:expe1.example.com'];
    await openFolder(desk, { 'expe1.example.com': { names, subject: [['commonName', `expe1${hostile}`]] } });
    for (const screen of ['overview', 'certificates', 'csr', 'trust'] as const) {
      await goTo(desk, screen);
      const told = await desk.frame.locator('main').innerText();
      const messages = await desk.frame.locator('.finding-message, .spoken').allInnerTexts();
      expect(messages.join('\n')).not.toMatch(/[\u200b\u202e]/);
      if (screen === 'overview') expect(told).toContain(String.raw`\u202e`);
    }
  });
});

describePage('names of 60 characters in a window of 320 pixels', (open) => {
  it('are broken before their dots, and nothing is cut or drawn over anything', async () => {
    const label = 'l'.repeat(60);
    const text = deploymentText(corp()).replaceAll(/exp([ce])(\d?)\.example/g, `exp$1$2.${label}.example`);
    const desk = await open({ viewport: { width: 320, height: 640 } });
    await choose(desk, [payload('corp.yaml', text)]);
    await settled(desk).catch(() => undefined);
    for (const screen of ['overview', 'plan'] as const) {
      await goTo(desk, screen);
      expect([...(await tooWide(desk.frame)), ...(await overlaps(desk.frame))], screen).toEqual([]);
    }
  });
});

describePage('the focus', (open) => {
  it('goes on to the next file where one was removed, and to the heading after the last', async () => {
    const desk = await open({ startsAt: 'certificates' });
    await choose(desk, [payload('a.txt', 'a'), payload('b.txt', 'b')]);
    await settled(desk);
    await desk.frame.getByRole('button', { name: 'Remove a.txt' }).click();
    await desk.frame.locator('button:focus[aria-label="Remove b.txt"]').waitFor();
    await desk.frame.getByRole('status').filter({ hasText: 'a.txt was removed.' }).waitFor();
    await desk.frame.locator('button:focus').press('Enter');
    await desk.frame.locator('h1:focus').waitFor();
  });

  it('goes to the next locked file where one was opened, then to the files, and says so', async () => {
    const desk = await open({ startsAt: 'certificates' });
    await choose(desk, [fixtureFile('found/aes-256.p12'), fixtureFile('found/no-mac.p12')]);
    await settled(desk);
    const field = desk.frame.getByLabel('Passphrase').first();
    await field.fill('wrong');
    await field.press('Enter');
    await desk.frame.locator('.file-passphrase input:focus').waitFor();
    await desk.frame.locator('.file-passphrase input:focus').fill('secret');
    await desk.frame.locator('.file-passphrase input:focus').press('Enter');
    await desk.frame.getByRole('status').filter({ hasText: 'aes-256.p12 is open.' }).waitFor();
    expect(await desk.frame.evaluate(() => document.activeElement!.localName)).not.toBe('body');
  });
});
