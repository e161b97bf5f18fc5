import { afterAll, beforeAll, expect, it } from 'vitest';
import { describePage } from './support/browser.ts';
import { fileAddress, goTo, type Desk } from './support/desk.ts';
import { choose, fixtureFile, settled } from './support/files.ts';
import { hostPage, type Host } from './support/hosted.ts';
import { makeKeys, saved } from './support/requests.ts';

/** Everything a user comes for, once through. */
async function everything(desk: Desk): Promise<void> {
  const { frame } = desk;
  await choose(desk, [fixtureFile('checks/mixed/corp.yaml')]);
  await goTo(desk, 'plan');
  await makeKeys(desk, 'correct horse battery');
  await saved(desk, () => frame.getByRole('button', { name: 'Download CSR' }).first().click());
  await saved(desk, () => frame.getByRole('button', { name: 'Download key' }).first().click());
  await frame.getByRole('button', { name: 'Check these requests' }).click();
  await settled(desk);
  await goTo(desk, 'certificates');
  await choose(desk, [
    fixtureFile('checks/mixed/issued/expe1.pem'),
    fixtureFile('checks/mixed/trust/core.pem'),
  ]);
  await settled(desk);
  await goTo(desk, 'trust');
  await goTo(desk, 'overview');
  await goTo(desk, 'file');
  await goTo(desk, 'overview');
}

describePage('nothing leaves the page', (open) => {
  let host: Host;
  beforeAll(async () => {
    host = await hostPage();
  });
  afterAll(() => host.close());

  it.each(['from disk', 'from a server'])('%s: it asks for nothing but itself', async (where) => {
    const before = host.hits.length;
    const address = where === 'from disk' ? fileAddress : host.address;
    const desk = await open({ address });
    await everything(desk);
    expect(desk.heard.requests.filter((url) => !/^(blob|data):/.test(url))).toEqual([address]);
    expect(desk.heard.errors).toEqual([]);
    expect(host.hits.slice(before)).toEqual(where === 'from disk' ? [] : ['GET /expcert.html']);
  });

  it.each(['from disk', 'from a server'])('%s: the self-test sees every attempt refused', async (where) => {
    const address = where === 'from disk' ? fileAddress : host.address;
    const { frame, heard } = await open({ address });
    await frame.getByRole('button', { name: 'How can I be sure?' }).click();
    await frame.getByRole('button', { name: 'Run the self-test' }).click();
    await frame.getByText(/attempts were refused/).waitFor();
    const outcomes = await frame.locator('.sure-outcomes li').allInnerTexts();
    expect(outcomes.length).toBeGreaterThanOrEqual(12);
    expect(outcomes.filter((outcome) => !outcome.includes('Refused'))).toEqual([]);
    expect(heard.refused.length).toBeGreaterThan(0);
    expect(heard.requests).toEqual([address]);
  });

  it('from a server: attempts at that very server do not reach it', async () => {
    const { frame, page } = await open({ address: host.address });
    const before = host.hits.length;
    await frame.evaluate(async (origin) => {
      const attempt = async (action: () => unknown): Promise<void> => {
        try {
          await action();
        } catch {
          // Refused.
        }
      };
      await attempt(() => fetch(`${origin}/fetch`));
      await attempt(() => navigator.sendBeacon(`${origin}/beacon`, 'x'));
      await attempt(() => new WebSocket(`${origin.replace('http', 'ws')}/socket`));
      await attempt(() => new EventSource(`${origin}/events`));
      await attempt(() => new Worker(`${origin}/worker.js`));
      await attempt(() => {
        const request = new XMLHttpRequest();
        request.open('POST', `${origin}/request`);
        request.send('x');
      });
      for (const [tag, attribute] of [
        ['img', 'src'],
        ['iframe', 'src'],
        ['script', 'src'],
        ['object', 'data'],
        ['video', 'src'],
      ] as const) {
        await attempt(() => {
          const element = document.createElement(tag);
          element.setAttribute(attribute, `${origin}/${tag}`);
          document.body.append(element);
        });
      }
      for (const rel of ['stylesheet', 'prefetch', 'preload', 'preconnect', 'icon', 'manifest']) {
        await attempt(() => {
          const link = document.createElement('link');
          Object.assign(link, { rel, as: 'fetch', href: `${origin}/${rel}` });
          document.head.append(link);
        });
      }
      await attempt(() => {
        const form = document.createElement('form');
        form.action = `${origin}/form`;
        document.body.append(form);
        form.submit();
      });
    }, host.origin);
    await page.waitForTimeout(500);
    expect(host.hits.slice(before)).toEqual([]);
  });
});
