import type { Desk } from './desk.ts';

/** What has the focus, as it is announced: role and name. */
export const focused = ({ frame }: Pick<Desk, 'frame'>): Promise<string> =>
  frame.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return '';
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const name =
      element.getAttribute('aria-label') ??
      (labels.length > 0 ? labels.map((label) => label.textContent).join(' ') : element.textContent);
    return `${element.localName} ${(name ?? '').trim().replace(/\s+/g, ' ')}`;
  });

/** Presses Tab until something of that name has the focus. */
export async function tabTo(
  desk: Pick<Desk, 'page' | 'frame'>,
  name: string | RegExp,
  most = 250,
): Promise<void> {
  const passed: string[] = [];
  for (let n = 0; n < most; n++) {
    const at = await focused(desk);
    if (typeof name === 'string' ? at.endsWith(` ${name}`) : name.test(at)) return;
    passed.push(at);
    await desk.page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${String(name)}; it came to:\n${[...new Set(passed)].join('\n')}`);
}

/** Presses an arrow in a table until something of that name has the focus. */
export async function arrowsTo(desk: Pick<Desk, 'page' | 'frame'>, key: string, name: RegExp): Promise<void> {
  for (let n = 0; n < 50 && !name.test(await focused(desk)); n++) await desk.page.keyboard.press(key);
  if (!name.test(await focused(desk))) throw new Error(`${key} never came to ${String(name)}`);
}

/** Every stop of the Tab key, from the first to where it begins again. */
export async function tabStops(
  desk: Pick<Desk, 'page' | 'frame'>,
  onStop: () => Promise<void>,
): Promise<number> {
  await desk.frame.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    document.body.dataset['stops'] = '0';
  });
  await desk.frame.locator('.skip').focus();
  for (let stops = 0; stops < 400; stops++) {
    const isNew = await desk.frame.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body || element.dataset['stop']) return false;
      element.dataset['stop'] = String(Number(document.body.dataset['stops']!) + 1);
      document.body.dataset['stops'] = element.dataset['stop'];
      return true;
    });
    if (!isNew) return stops;
    await onStop();
    await desk.page.keyboard.press('Tab');
  }
  throw new Error('Tab never comes to an end');
}
