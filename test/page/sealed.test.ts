import { afterAll, beforeAll, expect, it } from 'vitest';
import { describePage } from './support/browser.ts';
import { fileAddress, goTo, type Desk } from './support/desk.ts';
import { choose, drop, fixture, fixtureFile, openPaths, settled } from './support/files.ts';
import { hostPage, type Host } from './support/hosted.ts';
import { saved } from './support/requests.ts';

/** Ways out that no policy covers, as a script in the frame would take them. */
const waysOut: readonly (readonly [string, (address: string) => void])[] = [
  ['its own address', (address) => void (location.href = address)],
  ['location.assign', (address) => location.assign(address)],
  ['the address of the window around', (address) => void (top!.location.href = address)],
  ['the address of the page around', (address) => void (parent.location.href = address)],
  ['another window', (address) => void open(address)],
  [
    'a link into another window',
    (address) => {
      const link = Object.assign(document.createElement('a'), { href: address, target: '_blank' });
      document.body.append(link);
      link.click();
    },
  ],
  [
    'a link into the window around',
    (address) => {
      const link = Object.assign(document.createElement('a'), { href: address, target: '_top' });
      document.body.append(link);
      link.click();
    },
  ],
  [
    'a form into another window',
    (address) => {
      const form = Object.assign(document.createElement('form'), { action: address, target: '_blank' });
      document.body.append(form);
      form.submit();
    },
  ],
  [
    'a page of its own making',
    (address) => {
      const script = `<script>fetch('${address}');location.href='${address}'</script>`;
      location.href = URL.createObjectURL(
        new Blob([script, `<img src="${address}">`], { type: 'text/html' }),
      );
    },
  ],
  [
    'a refresh',
    (address) => {
      const meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = `0;url=${address}`;
      document.head.append(meta);
    },
  ],
];

describePage('nothing leads out of the sealed page', (open) => {
  let host: Host;
  beforeAll(async () => {
    host = await hostPage();
  });
  afterAll(() => host.close());

  it.each(['from disk', 'from a server'])('%s: no server is reached', async (where) => {
    const address = where === 'from disk' ? fileAddress : host.address;
    const desk = await open({ address });
    const before = host.hits.length;
    const windows: string[] = [];
    desk.page.context().on('page', (page) => windows.push(page.url()));
    for (const [name, take] of waysOut) {
      const target = `${host.origin}/${name.replaceAll(' ', '-')}`;
      // A click, so that the browser takes it for the user's wish.
      await desk.frame.locator('h1').click();
      await desk.frame.evaluate(`try { (${String(take)})(${JSON.stringify(target)}) } catch {}`);
      await desk.page.waitForTimeout(100);
      const [inner] = desk.page.mainFrame().childFrames();
      // Where the frame was led away, the policy shows an error in its place: the page is opened anew.
      if (!(await inner!.locator('cert-app').count())) await reopen(desk, address);
    }
    expect(host.hits.slice(before).filter((hit) => hit !== 'GET /expcert.html')).toEqual([]);
    expect(windows).toEqual([]);
    expect(desk.page.url()).toBe(`${address}#overview`);
  });
});

async function reopen(desk: Desk, address: string): Promise<void> {
  await desk.page.goto('about:blank');
  await desk.page.goto(`${address}#overview`);
  const element = await desk.page.waitForSelector('iframe');
  const frame = (await element.contentFrame())!;
  await frame.waitForSelector('h1');
  Object.assign(desk, { frame });
}

describePage('in the sealed page still', (open) => {
  it('files can be downloaded', async () => {
    const desk = await open();
    await choose(desk, [fixtureFile('fig3.yaml')]);
    const { name, content } = await saved(desk, () =>
      desk.frame.getByRole('button', { name: 'Save' }).click(),
    );
    expect(name).toBe('fig3.yaml');
    expect(content).toEqual(fixtureFile('fig3.yaml').buffer);
  });

  it('files can be dropped', async () => {
    const desk = await open();
    await drop(desk, [fixture('fig3.yaml'), fixture('checks/sound/issued/expe1.pem')]);
    await desk.frame.getByRole('link', { name: 'fig3.yaml' }).waitFor();
  });

  it('a folder that is dropped is named, with the way to open it', async () => {
    const desk = await open();
    await drop(desk, [fixture('checks/sound')]);
    const told = desk.frame.getByRole('alert').filter({ hasText: 'sound' });
    expect(await told.innerText()).toContain('“Choose a folder”');
  });

  it('a folder can be chosen', async () => {
    const { page, frame } = await open();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      frame.locator('.drop-folder input').click(),
    ]);
    await chooser.setFiles(fixture('checks/sound'));
    await frame.getByRole('link', { name: 'corp.yaml' }).waitFor();
    await settled({ frame });
    expect(await openPaths({ frame })).toContain('sound/issued/expe1.pem');
  });

  it('files can be chosen', async () => {
    const { page, frame } = await open();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      frame.locator('.drop-area').first().click(),
    ]);
    expect(chooser.isMultiple()).toBe(true);
    await chooser.setFiles(fixture('fig3.yaml'));
    await frame.getByRole('link', { name: 'fig3.yaml' }).waitFor();
  });

  it.each(['from disk', 'from a server'])('%s: text can be copied', async (where) => {
    const host = where === 'from disk' ? undefined : await hostPage();
    const desk = await open(host ? { address: host.address } : {});
    await choose(desk, [fixtureFile('fig3.yaml')]);
    await goTo(desk, 'plan');
    await desk.frame.getByRole('button', { name: 'Copy names' }).click();
    await desk.frame.getByRole('status').filter({ hasText: 'Copied.' }).waitFor();
    await host?.close();
  });

  it('the page can be printed', async () => {
    const desk = await open();
    await choose(desk, [fixtureFile('fig3.yaml')]);
    await goTo(desk, 'plan');
    await desk.frame.evaluate(() => {
      addEventListener('beforeprint', () => (document.documentElement.dataset['printed'] = 'yes'));
    });
    await desk.frame.getByRole('button', { name: 'Print' }).click();
    expect(await desk.frame.locator('html').getAttribute('data-printed')).toBe('yes');
  });
});
