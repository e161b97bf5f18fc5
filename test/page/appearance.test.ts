import { expect, it } from 'vitest';
import { describePage } from './support/browser.ts';
import { goTo, screens, type Desk } from './support/desk.ts';
import { overlaps } from './support/layout.ts';
import { bring, setTheme, states, unfold } from './support/states.ts';

const background = ({ frame }: Desk): Promise<string> =>
  frame.evaluate(() => getComputedStyle(document.body).backgroundColor);

describePage('light and dark', (open) => {
  it('follow the system until one is chosen, and are forgotten with the page', async () => {
    const desk = await open({ colorScheme: 'light' });
    const light = await background(desk);
    await desk.page.emulateMedia({ colorScheme: 'dark' });
    const dark = await background(desk);
    expect(dark).not.toBe(light);
    await setTheme(desk, 'Light');
    expect(await background(desk)).toBe(light);
    await desk.page.emulateMedia({ colorScheme: 'light' });
    await setTheme(desk, 'Dark');
    expect(await background(desk)).toBe(dark);
    await setTheme(desk, 'System');
    expect(await background(desk)).toBe(light);
  });
});

describePage('in forced colours', (open) => {
  it('every status is told in words that can be seen', async () => {
    const desk = await open({ forcedColors: 'active' });
    await bring(desk, 'findings');
    for (const screen of screens) {
      await goTo(desk, screen);
      await unfold(desk);
      const unseen = await desk.frame.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('main .status')]
          .filter((status) => status.checkVisibility())
          .filter((status) => {
            const word = status.querySelector<HTMLElement>('span')!;
            const { color, opacity } = getComputedStyle(word);
            let behind: HTMLElement | null = word;
            while (behind && /rgba\(.*, 0\)/.test(getComputedStyle(behind).backgroundColor))
              behind = behind.parentElement;
            const isSame = behind !== null && getComputedStyle(behind).backgroundColor === color;
            return isSame || opacity === '0' || word.innerText.trim() === '';
          })
          .map((status) => status.outerHTML.slice(0, 200)),
      );
      expect(unseen, screen).toEqual([]);
    }
  });
});

describePage('on paper', (open) => {
  it('every screen is light, has nothing to press, and every status of the table of peers', async () => {
    const desk = await open();
    await setTheme(desk, 'Dark');
    await bring(desk, 'findings');
    for (const screen of screens) {
      await desk.page.emulateMedia({ media: 'screen' });
      await goTo(desk, screen);
      await desk.page.emulateMedia({ media: 'print' });
      expect(await desk.frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(
        'light',
      );
      const pressed = desk.frame.locator('nav, .actions, .drop, button:not(.cell)');
      expect(await pressed.filter({ visible: true }).count(), screen).toBe(0);
    }
    await desk.page.emulateMedia({ media: 'screen' });
    await goTo(desk, 'overview');
    await desk.page.emulateMedia({ media: 'print' });
    const cells = await desk.frame.locator('table.coverage-table td').allInnerTexts();
    expect(cells.length).toBeGreaterThan(20);
    expect(cells.filter((text) => text.trim() === '')).toEqual([]);
  });
});

describePage('where less motion is wanted', (open) => {
  it('nothing moves', async () => {
    const desk = await open({ reducedMotion: 'reduce' });
    await bring(desk, 'findings');
    for (const screen of screens) {
      await goTo(desk, screen);
      const moving = await desk.frame.evaluate(() => document.getAnimations().length);
      expect(moving, screen).toBe(0);
    }
  });
});

describePage('on a wide window', (open) => {
  it.each(states)('%s: nothing overlaps', async (state) => {
    const desk = await open();
    await bring(desk, state);
    for (const screen of screens) {
      await goTo(desk, screen);
      await unfold(desk);
      expect(await overlaps(desk.frame), screen).toEqual([]);
    }
  });
});
