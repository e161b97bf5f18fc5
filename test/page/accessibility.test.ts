import { expect, it } from 'vitest';
import { violationsIn } from './support/axe.ts';
import { describePage } from './support/browser.ts';
import { goTo, screens } from './support/desk.ts';
import { bring, setTheme, states, unfold } from './support/states.ts';

const rows = (['Light', 'Dark'] as const).flatMap((theme) => states.map((state) => [theme, state] as const));

describePage('axe finds nothing against WCAG 2.2 AA', (open) => {
  it.each(rows)('%s, %s: six screens', async (theme, state) => {
    const desk = await open();
    await setTheme(desk, theme);
    await bring(desk, state);
    const found: Record<string, string[]> = {};
    for (const screen of screens) {
      await goTo(desk, screen);
      await unfold(desk);
      const violations = await violationsIn(desk.frame);
      if (violations.length > 0) found[screen] = violations;
    }
    expect(found).toEqual({});
    expect(desk.heard.errors).toEqual([]);
  });

  it('around the sealed frame, by its best practices too', async () => {
    const desk = await open();
    expect(await violationsIn(desk.page.mainFrame(), { bestPractices: true })).toEqual([]);
  });

  it('in the dialogs', async () => {
    const desk = await open();
    for (const name of ['How can I be sure?', 'Help']) {
      await desk.frame.getByRole('button', { name }).click();
      expect(await violationsIn(desk.frame)).toEqual([]);
      await desk.page.keyboard.press('Escape');
    }
  });
});
