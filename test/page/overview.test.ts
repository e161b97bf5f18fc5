import { expect, it } from 'vitest';
import { violationsIn } from './support/axe.ts';
import { describePage } from './support/browser.ts';
import type { Desk } from './support/desk.ts';

/** Labels of the time axis and today's line that are drawn over each other or outside the window. */
const wrongLabels = ({ frame }: Desk): Promise<string[]> =>
  frame.evaluate(() => {
    const boxes = [...document.querySelectorAll('.timeline-axis text')]
      .filter((text) => text.checkVisibility() && text.textContent !== '')
      .map((text) => ({ text: text.textContent!, box: text.getBoundingClientRect() }));
    const line = document.querySelector('.timeline-today line')!.getBoundingClientRect();
    const isOver = (a: DOMRect, b: DOMRect): boolean =>
      a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return boxes.flatMap(({ text, box }, i) => {
      const isWrong =
        boxes.slice(i + 1).some((other) => isOver(box, other.box)) ||
        (text !== 'today' && isOver(box, line)) ||
        box.left < 0 ||
        box.right > innerWidth;
      return isWrong ? [text] : [];
    });
  });

/** With certificates, one of which has errors, and one peer that has none. */
async function judged(desk: Desk): Promise<void> {
  await desk.frame.getByRole('button', { name: 'Try with example data' }).click();
  await desk.frame.getByText('1 certificate with errors').waitFor();
}

describePage('the overview', (open) => {
  it('counts what its table shows', async () => {
    const desk = await open();
    await judged(desk);
    const { counts, states, services } = await desk.frame.evaluate(() => {
      const row = (head: string) =>
        [...document.querySelectorAll('.coverage-table tr')]
          .filter((each) => each.querySelector('th')!.textContent === head)
          .flatMap((each) => [...each.querySelectorAll('td')].map((cell) => cell.textContent!.trim()));
      return {
        counts: [...document.querySelectorAll('.peer-counts li')].map((each) => each.textContent!.trim()),
        states: row('Certificate'),
        services: row('Mobile and remote access (MRA)'),
      };
    });
    expect(states).toEqual(['ok', 'ok', 'error', 'none']);
    expect(services).toEqual(['Not known', 'Not known', 'No', 'Not known']);
    expect(counts).toEqual([
      '2 certificates ok',
      '1 certificate with errors',
      '1 certificate missing',
      'Mobile and remote access (MRA): will not work on 1 peer',
      '2 peers with open questions',
    ]);
  });

  it('says of a peer without a certificate what each of its services rests on, and how to answer it', async () => {
    const desk = await open();
    await judged(desk);
    await desk.frame.getByRole('button', { name: /^XMPP federation on expe2\.example\.com/ }).click();
    const asked = desk.frame.locator('.asked');
    const row = asked.locator('.verdicts dl > div', { hasText: 'XMPP federation' });
    await row.getByText('not checked: certificate').waitFor();
    await row.getByText('What this rests on').click();
    const requirement = row.locator('.basis > ul > li', { hasText: 'A CA has signed it.' });
    await requirement.getByText('Not known').waitFor();
    await requirement.getByText('give the certificate of expe2.example.com').waitFor();
  });

  it('has its words in every cell on paper, too', async () => {
    const desk = await open({ viewport: { width: 718, height: 1000 } });
    await judged(desk);
    await desk.page.emulateMedia({ media: 'print' });
    await desk.frame.locator('.coverage-table').waitFor();
    const empty = await desk.frame.evaluate(
      () =>
        [...document.querySelectorAll<HTMLElement>('.coverage-table td')].filter(
          (cell) => !cell.innerText.trim(),
        ).length,
    );
    expect(empty).toBe(0);
  });

  it('is a list of peers in a narrow window: those with problems are open, and nothing is lost', async () => {
    const desk = await open({ viewport: { width: 390, height: 800 } });
    await judged(desk);
    const folds = await desk.frame.evaluate(() =>
      [...document.querySelectorAll<HTMLDetailsElement>('.peer-folds > li > details')].map((fold) => [
        fold.querySelector('summary')!.innerText.replace(/\s+/g, ' ').trim(),
        fold.open,
      ]),
    );
    expect(folds).toEqual([
      ['expc1.example.com open questions', false],
      ['expc2.example.com open questions', false],
      ['expe1.example.com 3 problems', true],
      ['expe2.example.com no certificate', false],
    ]);
    expect(await desk.frame.locator('.coverage-table').count()).toBe(0);
    await desk.frame
      .getByRole('button', { name: 'DNS:collab-edge.example.com on expe1.example.com: lacks' })
      .click();
    await desk.frame.locator('.asked h3:focus').waitFor();
    expect(await desk.frame.locator('.asked').innerText()).toContain('cert/name-missing');
    await desk.page.setViewportSize({ width: 1280, height: 800 });
    await desk.frame.locator('.coverage-table').waitFor();
    expect(await desk.frame.locator('.peer-folds').count()).toBe(0);
  });

  it.each([320, 390, 768, 1055, 1057, 1280])(
    '%i pixels wide, writes the time axis without overlaps, and axe finds nothing',
    async (width) => {
      const desk = await open({ viewport: { width, height: 800 } });
      await judged(desk);
      expect(await wrongLabels(desk)).toEqual([]);
      expect(await violationsIn(desk.frame)).toEqual([]);
    },
  );

  it('says of each arrow between the parties who must trust whom, and why it was not checked', async () => {
    const desk = await open();
    await judged(desk);
    const arrows = await desk.frame.locator('.trust-arrow').allInnerTexts();
    expect(arrows.map((each) => each.replace(/\s+/g, ' ').trim())).toEqual([
      'Does Unified CM trust the CA of core? Not checked no trusted-CA list given',
      'Does core trust the CA of Unified CM? Not checked a certificate is not given',
      'Does IM and Presence trust the CA of core? Not checked no trusted-CA list given',
      'Does core trust the CA of IM and Presence? Not checked a certificate is not given',
      'Does core trust the CA of edge? Not checked a certificate is not given',
      'Does edge trust the CA of core? Yes',
    ]);
  });
});
