import { expect, it } from 'vitest';
import { describePage } from './support/browser.ts';
import { goTo, screens, type Desk } from './support/desk.ts';
import { fixture } from './support/files.ts';

/** What has the focus now: nothing where it is the body. */
const focused = ({ frame }: Desk): Promise<string | undefined> =>
  frame.evaluate(() =>
    document.activeElement === document.body ? undefined : (document.activeElement?.localName ?? 'nothing'),
  );

describePage('the focus', (open) => {
  it.each(screens)('falls to the body after no button of %s', async (screen) => {
    const desk = await open();
    desk.page.on('dialog', (dialog) => void dialog.dismiss());
    const lost: string[] = [];
    const pressed = new Set<string>();
    const restart = async (): Promise<void> => {
      await desk.frame.getByLabel('Choose a folder').first().setInputFiles(fixture('checks/mixed'));
      await desk.frame.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
      await goTo(desk, screen);
    };
    await restart();
    for (let count = 0; count < 60; count++) {
      const next = await desk.frame.evaluate(
        (done) => {
          const button = [...document.querySelectorAll<HTMLButtonElement>('main button:enabled')].find(
            (each) => each.checkVisibility() && !done.includes(each.innerText.trim()),
          );
          button?.focus();
          return button && button.innerText.trim();
        },
        [...pressed, 'Print', 'Self-test'],
      );
      if (next === undefined) break;
      pressed.add(next);
      await desk.frame.evaluate(() => {
        const button = document.activeElement as HTMLElement;
        button.click();
      });
      await desk.page.waitForTimeout(120);
      if ((await focused(desk)) === undefined) lost.push(next);
      await desk.frame.evaluate(() => document.querySelector<HTMLDialogElement>('dialog[open]')?.close());
      if ((await desk.frame.locator('main h1').count()) > 0 && /^(Close|Remove all)/.test(next))
        await restart();
    }
    expect(pressed.size).toBeGreaterThan(0);
    expect(lost).toEqual([]);
  });
});
