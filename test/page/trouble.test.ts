import { expect, it } from 'vitest';
import { describePage } from './support/browser.ts';
import { goTo, screens, type Desk } from './support/desk.ts';
import { choose, fixtureFile, settled } from './support/files.ts';
import { hostPage } from './support/hosted.ts';

describePage('over plain http from another host, where browsers have no WebCrypto', (open) => {
  const insecure = async (body: (desk: Desk) => Promise<void>): Promise<void> => {
    const host = await hostPage();
    try {
      await body(await open({ address: host.address.replace('127.0.0.1', 'plain.example') }));
    } finally {
      await host.close();
    }
  };
  const advice = 'Key and signature checks need https or a local file. Save this page and open it from disk.';

  it.each(screens)('%s says so, and the way out', (screen) =>
    insecure(async (desk) => {
      expect(await desk.frame.evaluate(() => [isSecureContext, crypto.subtle])).toEqual([false, undefined]);
      await goTo(desk, screen);
      await desk.frame.getByText(advice).first().waitFor();
      expect(desk.heard.errors).toEqual([]);
    }),
  );

  it('names are planned, no key is made, and no file is called good', () =>
    insecure(async (desk) => {
      const { frame } = desk;
      await choose(desk, [fixtureFile('fig3.yaml'), fixtureFile('checks/sound/issued/expe1.pem')]);
      await goTo(desk, 'plan');
      await frame.getByRole('heading', { name: 'Plan', exact: true }).waitFor();
      expect(await frame.locator('ol.preview li').count()).toBeGreaterThan(0);
      expect(await frame.getByRole('button', { name: /^Make / }).count()).toBe(0);
      await goTo(desk, 'certificates');
      expect(await frame.getByRole('article').count()).toBe(0);
      expect(await frame.getByText(/All planned names/).count()).toBe(0);
      expect(desk.heard.errors).toEqual([]);
    }));
});

describePage('a part of the page that fails', (open) => {
  it('says so in its place, and leaves the others', async () => {
    const desk = await open();
    const { frame } = desk;
    await choose(desk, [fixtureFile('checks/sound/issued/expe1.pem'), fixtureFile('requests/expe1.csr.pem')]);
    await settled(desk);
    await goTo(desk, 'plan');
    await frame.getByRole('heading', { name: 'Plan', exact: true }).waitFor();
    // Dates stand on certificates' cards alone.
    await frame.evaluate(() => {
      Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
        get: () => {
          throw new Error('no dates today -----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----');
        },
      });
    });
    await goTo(desk, 'certificates');
    const failure = frame.getByRole('alert').filter({ hasText: 'The rest of the page still works.' });
    await failure.waitFor();
    expect(await failure.textContent()).toContain('no dates today (PEM left out)');
    await failure.getByRole('button', { name: 'Copy technical details' }).click();
    await frame.getByRole('status').filter({ hasText: 'Copied.' }).waitFor();
    await frame.getByText('Read 2 files').first().waitFor();
    await goTo(desk, 'csr');
    await frame.getByRole('article').first().waitFor();
  });
});
