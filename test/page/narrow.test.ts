import { expect, it } from 'vitest';
import { describePage } from './support/browser.ts';
import { goTo, screens } from './support/desk.ts';
import { overlaps, tooWide } from './support/layout.ts';
import { bring, states, unfold } from './support/states.ts';

const sizes = {
  '320 pixels wide': { viewport: { width: 320, height: 640 } },
  '1280 pixels wide, at 400 %': { viewport: { width: 320, height: 180 }, deviceScaleFactor: 4 },
} as const;
const rows = Object.keys(sizes).flatMap((size) =>
  states.map((state) => [size as keyof typeof sizes, state] as const),
);

describePage('in a narrow window', (open) => {
  it.each(rows)(
    '%s, %s: nothing is scrolled in two directions, and nothing overlaps',
    async (size, state) => {
      const desk = await open(sizes[size]);
      await bring(desk, state);
      const found: Record<string, string[]> = {};
      for (const screen of screens) {
        await goTo(desk, screen);
        await unfold(desk);
        const wrong = [...(await tooWide(desk.frame)), ...(await overlaps(desk.frame))];
        if (wrong.length > 0) found[screen] = wrong;
      }
      expect(found).toEqual({});
    },
  );
});

describePage('the matrix of names and peers', (open) => {
  it('is a table with headings of rows and columns and words in every cell', async () => {
    const desk = await open();
    await bring(desk, 'findings');
    const { headings, empty } = await desk.frame.evaluate(() => {
      const tables = [...document.querySelectorAll('main table')];
      return {
        headings: tables.flatMap((table) => [...table.querySelectorAll('th')]).map((th) => th.scope),
        empty: tables
          .flatMap((table) => [...table.querySelectorAll('th, td')])
          .filter((cell) => !cell.textContent?.trim()).length,
      };
    });
    expect(new Set(headings)).toEqual(new Set(['col', 'row']));
    expect(empty).toBe(0);
  });
});
