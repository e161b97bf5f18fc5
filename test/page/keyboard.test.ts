import { expect, it } from 'vitest';
import { runProgram } from '../support/programs.ts';
import { describePage } from './support/browser.ts';
import { goTo, screens, type Desk } from './support/desk.ts';
import { fixture, settled } from './support/files.ts';
import { arrowsTo, focused, tabStops, tabTo } from './support/keyboard.ts';
import { saved } from './support/requests.ts';
import { bring } from './support/states.ts';

const press = (desk: Desk, key: string) => desk.page.keyboard.press(key);
const type = (desk: Desk, text: string) => desk.page.keyboard.type(text);

async function chooseByKeyboard(desk: Desk, name: RegExp, files: string): Promise<void> {
  await tabTo(desk, name);
  const [chooser] = await Promise.all([desk.page.waitForEvent('filechooser'), press(desk, 'Enter')]);
  await chooser.setFiles(files);
}

describePage('by keyboard alone', (open) => {
  it('from a new deployment to a request that is saved and checked', async () => {
    const desk = await open();
    await tabTo(desk, 'New deployment file');
    await press(desk, 'Enter');
    await desk.frame.locator('h1', { hasText: 'Plan' }).waitFor();
    await tabTo(desk, 'XMPP federation');
    await press(desk, 'Space');
    await tabTo(desk, 'Add to XMPP federation domains');
    await type(desk, 'example.net, example.org');
    await press(desk, 'Enter');
    await tabTo(desk, 'Passphrase for the keys');
    await type(desk, 'correct horse battery');
    await press(desk, 'Tab');
    await type(desk, 'correct horse battery');
    await press(desk, 'Enter');
    await desk.frame.getByText('Requests that were made').waitFor();
    await tabTo(desk, /Download CSR of expe1/);
    const { content } = await saved(desk, () => press(desk, 'Enter'));
    const { stdout, stderr } = runProgram('openssl', ['req', '-noout', '-text', '-verify'], content);
    expect(stderr).toContain('verify OK');
    expect(stdout).toContain('DNS:example.net');
    await tabTo(desk, /Download key of expe1/);
    expect((await saved(desk, () => press(desk, 'Enter'))).name).toBe('expe1.example.com.key.pem');
    await tabTo(desk, 'Check these requests');
    await press(desk, 'Enter');
    await settled(desk);
    await desk.frame.locator('h1', { hasText: 'Check CSR' }).waitFor();
    expect(await desk.frame.locator('article', { hasText: 'Ready to sign' }).count()).toBeGreaterThan(0);
    expect(await desk.frame.getByText('Do not sign').count()).toBe(0);
    expect(desk.heard.errors).toEqual([]);
  });

  it('from a broken folder to a fix that is understood', async () => {
    const desk = await open();
    await chooseByKeyboard(desk, /Choose a folder/, fixture('checks/mixed'));
    await settled(desk);
    await tabTo(desk, /certificate on expc1\.example\.com/i);
    await arrowsTo(desk, 'ArrowRight', /on expe1\.example\.com/);
    await arrowsTo(desk, 'ArrowDown', /collab-edge\.example\.com on expe1\.example\.com: lacks/);
    await press(desk, 'Enter');
    await tabTo(desk, /How to fix$/);
    const steps = desk.frame.locator('details[open] .steps li').first();
    await steps.waitFor();
    expect((await steps.innerText()).length).toBeGreaterThan(20);
    await tabTo(desk, /^a Check certificates$/);
    await press(desk, 'Enter');
    await desk.frame.locator('h1', { hasText: 'Check certificates' }).waitFor();
    expect(await focused(desk)).toMatch(/^h1 /);
  });

  it('the table of the overview is one stop, and arrows, Home and End go through it', async () => {
    const desk = await open();
    await chooseByKeyboard(desk, /Choose a folder/, fixture('checks/mixed'));
    await settled(desk);
    const stops = () => desk.frame.locator('.coverage-table button[tabindex="0"]').count();
    expect(await stops()).toBe(1);
    await tabTo(desk, /certificate on expc1\.example\.com/i);
    const expected: readonly (readonly [string, RegExp])[] = [
      ['End', /certificate on expe2\.example\.com/i],
      ['ArrowRight', /certificate on expe2\.example\.com/i],
      ['ArrowLeft', /certificate on expe1\.example\.com/i],
      ['ArrowDown', /on expe1\.example\.com/],
      ['ArrowUp', /certificate on expe1\.example\.com/i],
      ['Home', /certificate on expc1\.example\.com/i],
    ];
    for (const [key, name] of expected) {
      await press(desk, key);
      expect(await focused(desk), key).toMatch(name);
      expect(await stops()).toBe(1);
    }
    await press(desk, 'Tab');
    expect(await focused(desk)).not.toMatch(/ on exp[ce]\d\.example\.com: /);
  });

  it.each(screens)(
    '%s: Tab comes by everything once, in the order of reading, and leaves',
    async (screen) => {
      const desk = await open();
      await bring(desk, 'findings');
      await goTo(desk, screen);
      const stops = await tabStops(desk, async () => {});
      const unreached = await desk.frame.evaluate(() => {
        const all = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
        return [...document.querySelectorAll<HTMLElement>(all)]
          .filter((element) => element.checkVisibility())
          .filter((element) => !element.matches(':disabled, [type=radio], [tabindex="-1"]'))
          .filter((element) => element.dataset['stop'] === undefined)
          .map((element) => element.outerHTML.slice(0, 200));
      });
      expect(unreached).toEqual([]);
      expect(stops).toBeGreaterThan(10);
      const order = await desk.frame.evaluate(() => {
        const stops = [...document.querySelectorAll<HTMLElement>('[data-stop]')];
        return stops.map(({ dataset }) => Number(dataset['stop']));
      });
      expect(order).toEqual([...order].sort((a, b) => a - b));
    },
  );

  it('every stop shows that it has the focus', async () => {
    const desk = await open();
    await bring(desk, 'findings');
    await goTo(desk, 'csr');
    const unseen: string[] = [];
    await tabStops(desk, async () => {
      const { frame, page } = desk;
      // The box that a stop draws its outline around: its own, or the one it fills.
      const place = await frame.evaluate(() => {
        const element = document.activeElement!;
        element.scrollIntoView({ block: 'center', behavior: 'instant' });
        const box = (
          element.closest('label.drop-area, label.drop-folder, .theme label') ?? element
        ).getBoundingClientRect();
        return { x: box.x - 6, y: box.y - 6, width: box.width + 12, height: box.height + 12 };
      });
      const clip = { ...place, x: Math.max(0, place.x), y: Math.max(0, place.y) };
      const name = await focused(desk);
      const withFocus = await page.screenshot({ clip });
      await frame.evaluate(() => (document.activeElement as HTMLElement).blur());
      // A busy machine paints late.
      const looks = async (times: number): Promise<boolean> =>
        times > 0 && (!withFocus.equals(await page.screenshot({ clip })) || (await looks(times - 1)));
      if (!(await looks(20))) unseen.push(name);
    });
    expect(unseen).toEqual([]);
  });
});
