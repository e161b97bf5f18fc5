import { expect, it } from 'vitest';
import { exampleDeployment } from '../../src/web/example.ts';
import { describePage } from './support/browser.ts';
import { goTo, type Desk } from './support/desk.ts';
import { choose, fixtureFile, payload, type Payload } from './support/files.ts';

const example = (...changes: readonly (readonly [string, string])[]): Payload =>
  payload(
    'corp.yaml',
    changes.reduce((text, [before, after]) => text.replace(before, after), exampleDeployment),
  );

async function openPlan(desk: Desk, file: Payload): Promise<void> {
  await choose(desk, [file]);
  await goTo(desk, 'plan');
}

async function type({ frame, page }: Desk, label: string | RegExp, typed: string): Promise<void> {
  await frame.getByLabel(label, { exact: true }).fill(typed);
  await page.keyboard.press('Tab');
}

describePage('the columns of Plan', (open) => {
  const inSight = ({ frame }: Desk, heading: string) =>
    frame.getByRole('heading', { name: heading }).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });

  it.each([720, 900])(
    'at 1280 × %d keep names and findings in sight beside the last field',
    async (height) => {
      const desk = await open({ viewport: { width: 1280, height } });
      await openPlan(
        desk,
        example(['- chatnode2.example.com', '- "*.example.com"'], ['ca: private', 'ca: public']),
      );
      const last = desk.frame.getByRole('button', { name: 'Add an Expressway-E cluster' });
      await last.evaluate((element) => element.scrollIntoView({ block: 'end' }));
      expect(await inSight(desk, 'Alternative names as they will appear')).toBe(true);
      expect(await inSight(desk, 'Findings')).toBe(true);
      const lastFix = desk.frame.locator('.plan-findings summary').last();
      await lastFix.focus();
      expect(await lastFix.evaluate((element) => element.getBoundingClientRect().bottom <= innerHeight)).toBe(
        true,
      );
    },
  );

  it('are read one after the other, with Create below both', async () => {
    const desk = await open();
    await openPlan(desk, example());
    const headings = desk.frame.getByRole('heading', { level: 2 });
    expect(await headings.allTextContents()).toEqual([
      ...['Deployment', 'Names', 'Alternative names as they will appear', 'Findings', 'Create'],
    ]);
    const [columns, create] = await Promise.all(
      ['.plan-columns', '.plan-create'].map((part) => desk.frame.locator(part).boundingBox()),
    );
    expect(create!.y).toBeGreaterThan(columns!.y + columns!.height);
    expect(create!.width).toBe(columns!.width);
  });

  it.each([
    [1280, 400],
    [390, 844],
  ])('at %d × %d scroll with the page', async (width, height) => {
    const desk = await open({ viewport: { width, height } });
    await openPlan(desk, example());
    const position = await desk.frame
      .locator('.plan-result')
      .evaluate((element) => getComputedStyle(element).position);
    expect(position).toBe('static');
  });
});

describePage('a file with mistakes, on Plan', (open) => {
  it('has the first of them before the form, and leads to the line where there is no field', async () => {
    const { frame, ...desk } = await open();
    await openPlan({ frame, ...desk }, fixtureFile('deployments/broken/fifteen-mistakes.yaml'));
    const summary = frame.getByRole('region', { name: '15 things to mend first' });
    expect(await summary.getByRole('listitem').count()).toBe(5);
    await summary.getByRole('button', { name: 'Go to line 9' }).click();
    await frame.getByRole('heading', { name: 'Deployment file' }).waitFor();
    await frame.waitForFunction(() => document.activeElement?.localName === 'textarea');
    const selected = await frame.evaluate(() => {
      const { value, selectionStart, selectionEnd } = document.activeElement as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd);
    });
    expect(selected).toBe('custdy');
  });

  it('that is no YAML has them in the place of the form', async () => {
    const { frame, ...desk } = await open();
    await openPlan({ frame, ...desk }, fixtureFile('deployments/broken/tab.yaml'));
    await frame.getByText('a tab is used for indentation').waitFor();
    await frame.getByRole('button', { name: /^Go to line \d+$/ }).click();
    await frame.getByRole('heading', { name: 'Deployment file' }).waitFor();
  });

  it('of another version is asked about in the place of the form', async () => {
    const { frame, ...desk } = await open();
    await openPlan({ frame, ...desk }, example(['version: 1', 'version: 0']));
    expect(await frame.getByLabel('Name of the deployment').count()).toBe(0);
    await frame.getByRole('button', { name: 'Take it as version 1' }).click();
    await frame.getByLabel('Name of the deployment').waitFor();
  });
});

describePage('the client certificate of a cluster', (open) => {
  const client = (desk: Pick<Desk, 'frame'>) => desk.frame.getByLabel('Client certificate').first();

  it('is asked for where the release has a store for it, and written into the file', async () => {
    const desk = await open();
    await openPlan(desk, example());
    expect(await client(desk).count()).toBe(0);
    await type(desk, 'Expressway release', 'X15.5');
    await desk.frame.getByText('4 requests').waitFor();
    await client(desk).selectOption({ label: 'a request of its own, for a private CA' });
    await desk.frame.getByText('6 requests').waitFor();
    await client(desk).selectOption({ label: 'a copy of the server certificate' });
    await desk.frame.getByText('4 requests').waitFor();
    expect(await client(desk).inputValue()).toBe('copy');
  });
});

describePage('what is typed on Plan', (open) => {
  it.each([
    ['x14.3', 'X14.3'],
    ['14.2', 'X14.2'],
    ['v14.0.3', 'X14.0.3'],
    ['X14.2.0', 'X14.2.0'],
  ])('as release %s is %s', async (typed, release) => {
    const desk = await open();
    await openPlan(desk, example());
    await type(desk, 'Expressway release', typed);
    await desk.frame.getByText('4 requests').waitFor();
    expect(await desk.frame.getByLabel('Expressway release').inputValue()).toBe(release);
  });

  it.each([
    ['Expressway release', '15', 'as X15.0, X15.2, X15.3, X15.4, X15.5.'],
    ['Expressway release', '', 'Fill in the Expressway release, as X14.2.'],
    ['Name of the deployment', '', 'Fill in the name of the deployment: what reports call it.'],
    ['FQDNs of the peers, 1', '', 'Add the FQDN of at least one peer to cluster core.'],
  ])('as %s, “%s”, is answered with what is needed, and no line', async (label, typed, needed) => {
    const desk = await open();
    await openPlan(desk, example(['expc1.example.com, ', ''], ['    name: expc.example.com\n', '']));
    await desk.frame.getByLabel(label).first().fill(typed);
    await desk.page.keyboard.press('Tab');
    expect(await desk.frame.getByText(needed).count()).toBe(3);
    expect(await desk.frame.locator('main').innerText()).not.toMatch(/\bline \d/i);
    expect(await desk.frame.locator('main').innerText()).not.toContain('cannot be');
  });

  it('over a phone security profile name loses its prefix', async () => {
    const desk = await open();
    await openPlan(desk, example());
    const field = 'Unified CM phone security profile names, 1';
    await type(desk, field, 'DNS:DX70.example.com');
    expect(await desk.frame.getByLabel(field).inputValue()).toBe('DX70.example.com');
  });

  it('is told once where several clusters share it', async () => {
    const desk = await open();
    await openPlan(desk, example());
    await type(desk, 'IM and Presence chat node aliases, 2', '*.example.com');
    await desk.frame.getByRole('region', { name: 'One thing to mend first' }).waitFor();
    const findings = desk.frame.getByRole('region', { name: 'Findings' });
    expect(await findings.getByText('is a wildcard').count()).toBe(1);
    expect(await findings.getByRole('link').allTextContents()).toEqual([
      'IM and Presence chat node aliases, 2',
    ]);
  });
});

describePage('a passphrase', (open) => {
  it('is not left standing where keys are saved without', async () => {
    const { frame, ...desk } = await open();
    await openPlan({ frame, ...desk }, example());
    const fields = [
      frame.getByLabel('Passphrase for the keys'),
      frame.getByLabel('The same passphrase again'),
    ];
    for (const field of fields) await field.fill('correct horse battery');
    const box = frame.getByRole('checkbox', { name: 'Save without a passphrase' });
    await box.check();
    for (const field of fields) {
      expect([await field.inputValue(), await field.isDisabled()]).toEqual(['', true]);
    }
    await box.uncheck();
    await frame.getByRole('button', { name: /^Make \d+ keys/ }).click();
    await frame.getByRole('alert').filter({ hasText: 'Enter a passphrase' }).waitFor();
  });
});

describePage('a removal', (open) => {
  it('of a cluster is announced, and Ctrl+Z brings the cluster back with what stood in it', async () => {
    const desk = await open();
    await openPlan(desk, example());
    const { frame, page } = desk;
    const peers = () =>
      frame
        .locator('.cluster input.name')
        .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
    const before = await peers();
    await frame.getByRole('button', { name: 'Remove cluster edge' }).click();
    await frame.getByText('edge was removed. “Undo” brings it back.').waitFor();
    expect((await peers()).length).toBeLessThan(before.length);
    await page.keyboard.press('Control+z');
    await frame.getByText('The last change was taken back.').waitFor();
    expect(await peers()).toEqual(before);
    expect(await frame.getByRole('button', { name: 'Undo', exact: true }).count()).toBe(0);
    expect(await frame.evaluate(() => document.activeElement !== document.body)).toBe(true);
    expect(desk.heard.errors).toEqual([]);
  });
});
