import { expect, it } from 'vitest';
import { describePage } from './support/browser.ts';
import { goTo, type Desk } from './support/desk.ts';
import {
  choose,
  fixture,
  fixtureFile,
  fixtureFolder,
  payload,
  settled,
  writeFiles,
  type Payload,
} from './support/files.ts';
import { corp, filesOf, handover, issue } from '../support/handover.ts';
import { scratchFolder } from '../support/scratch.ts';
import { deploymentText } from './support/deployment-text.ts';

const certificate = fixtureFile('checks/sound/issued/expe1.pem').buffer.toString();
const deployment = fixtureFile('corp.yaml').buffer.toString();

describePage('what the page says', (open) => {
  async function after(files: readonly Payload[], desk?: Desk): Promise<Desk> {
    const opened = desk ?? (await open());
    if (files.length > 0) await choose(opened, files);
    await settled(opened);
    return opened;
  }
  async function withFolder(path: string): Promise<Desk> {
    const desk = await open();
    await desk.frame.locator('main .drop-folder input').first().setInputFiles(path);
    await settled(desk);
    return desk;
  }
  const folder = scratchFolder('expcert-all-good-');
  const tells = (desk: Desk, text: string | RegExp) => desk.frame.getByText(text).first().waitFor();

  it('where nothing is open: what to begin with, and no table', async () => {
    const { frame } = await open();
    await frame.getByRole('button', { name: 'Try with example data' }).waitFor();
    await frame.getByRole('button', { name: 'New deployment file' }).waitFor();
    expect(await frame.getByRole('table').count()).toBe(0);
  });

  it('where every verdict is yes: on how many peers', async () => {
    const deployment = corp({ release: 'X14.0.5' });
    const files = filesOf(handover(deployment, issue(deployment)));
    writeFiles(folder, {
      'corp.yaml': deploymentText(deployment),
      ...Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])),
    });
    const desk = await withFolder(folder);
    await tells(desk, 'All 4 peers have all planned names, and every service will work on them.');
    await goTo(desk, 'certificates');
    await tells(desk, 'All 4 peers have all planned names, and every service will work on them.');
  });

  it('where nothing is wrong, and a verdict is not known: that not everything was checked', async () => {
    const desk = await withFolder(fixture('checks/sound'));
    await tells(desk, 'No error was found in what was looked at; 3 questions are open.');
    expect(await desk.frame.locator('.spoken-ok').count()).toBe(0);
    await goTo(desk, 'certificates');
    await tells(desk, 'No error was found in what was looked at; 3 questions are open.');
    expect(await desk.frame.locator('.spoken-ok').count()).toBe(0);
  });

  it('where peers have the same trouble: one finding with each of them, errors first', async () => {
    const desk = await open();
    const files = Object.entries(fixtureFolder('checks/sound')).map(([path, bytes]) =>
      payload(path.replaceAll('/', '-'), bytes),
    );
    const widened = fixtureFile('checks/sound/corp.yaml')
      .buffer.toString()
      .replace('federationDomains: [', 'federationDomains: [example.net, ');
    await after([...files.filter(({ name }) => name !== 'corp.yaml'), payload('corp.yaml', widened)], desk);
    await goTo(desk, 'overview');
    const findings = desk.frame.locator('.findings > li');
    const missing = findings.filter({ hasText: 'cert/name-missing' });
    expect(await missing.locator('.finding-cases .finding-where').allTextContents()).toEqual([
      'expe1.example.com',
      'expe2.example.com',
    ]);
    const order = await findings
      .locator('article')
      .evaluateAll((cards) =>
        cards.map((card) =>
          ['error', 'warning', 'notice'].findIndex((each) => card.matches(`.finding-${each}`)),
        ),
      );
    expect(order).toEqual([...order].sort());
  });

  it('where a file is locked, and the passphrase is wrong', async () => {
    const desk = await after([fixtureFile('found/aes-256.p12')]);
    const field = desk.frame.getByLabel(/^Passphrase/).first();
    await field.fill('not this one');
    await field.press('Enter');
    await tells(desk, /passphrase.*(wrong|does not open)|(wrong|does not open).*passphrase|none of/i);
  });

  it('where there are more files than it takes: which are left out', async () => {
    const many = Array.from({ length: 1003 }, (_, i) => payload(`f${i}.txt`, `${i}`));
    const desk = await open();
    await choose(desk, many);
    await desk.frame.getByText('f1002.txt').first().waitFor({ state: 'attached' });
    expect(await desk.frame.locator('.bar-warning li').count()).toBe(3);
    expect(await desk.frame.getByText('That is more than the page reads at once').count()).toBe(1);
  });

  it('while it reads: which of how many, in the status, and not before it takes a moment', async () => {
    const many = Array.from({ length: 400 }, (_, i) => payload(`f${1000 + i}.pem`, `${i}\n${certificate}`));
    const desk = await open({ startsAt: 'certificates' });
    await desk.frame.evaluate(() => {
      const seen = new Set<string>();
      Object.assign(globalThis, { seen });
      new MutationObserver(() => {
        const isBusy = document.querySelector('main')!.getAttribute('aria-busy');
        const bar = document.querySelector('.bar-progress');
        const said = bar?.querySelector('[role=status]')?.textContent?.trim() ?? '';
        const delay = bar ? getComputedStyle(bar).animationDelay : '';
        seen.add([isBusy, delay, said].join(' '));
      }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    await choose(desk, many);
    await settled(desk);
    const seen = await desk.frame.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
    expect(seen).toContain('true 0.3s Reading file 1 of 400: f1000.pem');
    expect(seen).toContain('true 0.3s Reading file 376 of 400: f1375.pem');
    expect(seen.filter((each) => /^true 0\.3s \d+ of 400 checked$/.test(each)).length).toBeGreaterThan(0);
    expect(await desk.frame.locator('main').getAttribute('aria-busy')).toBe('false');
    expect(await desk.frame.locator('.bar-progress').count()).toBe(0);
  });

  it('where some files are bad: what the good ones come to', async () => {
    const desk = await open({ startsAt: 'certificates' });
    await desk.frame.locator('main .drop-folder input').first().setInputFiles(fixture('checks/sound'));
    await settled(desk);
    const headings = desk.frame.locator('.result h2');
    const good = await headings.allInnerTexts();
    expect(good.length).toBeGreaterThan(1);
    await after(
      [payload('cut.pem', certificate.slice(0, 300)), payload('noise.bin', Uint8Array.of(1, 2, 3))],
      desk,
    );
    await tells(desk, /2 not understood/);
    expect(await headings.allInnerTexts()).toEqual(good);
  });

  it('where a deployment is new and no file is open: nothing about files', async () => {
    const desk = await open();
    await desk.frame.getByRole('button', { name: 'New deployment file' }).click();
    await goTo(desk, 'overview');
    await desk.frame.getByRole('heading', { name: 'Files' }).waitFor();
    expect(await desk.frame.locator('main').innerText()).not.toMatch(/\b0 files/);
    await desk.frame.getByText('Drop files or folders here').waitFor();
  });

  it('where a deployment file is changed and not saved', async () => {
    const desk = await open();
    await desk.frame.getByRole('button', { name: 'New deployment file' }).click();
    await desk.page.waitForFunction(() => document.title.startsWith('* '));
  });

  it('where a deployment file is of an older version: it asks', async () => {
    const desk = await open();
    await choose(desk, [payload('corp.yaml', deployment.replace(/^version: 1/m, 'version: 0'))]);
    await goTo(desk, 'file');
    await tells(desk, 'Your file on disk stays as it is');
    await desk.frame.getByRole('button', { name: 'Take it as version 1' }).click();
    await tells(desk, 'corp.v1.yaml');
  });
});
