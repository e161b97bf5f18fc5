import { expect, it } from 'vitest';
import { describePage } from './support/browser.ts';
import type { Desk } from './support/desk.ts';
import { choose, fixture, fixtureFile, payload, settled } from './support/files.ts';
import { saved } from './support/requests.ts';

const twoOfOneName = fixtureFile('checks/dup-cn.pem');
const sound = (path: string) => fixtureFile(`checks/sound/${path}`);

describePage('a trusted-CA list', (open) => {
  async function withFiles(...files: Parameters<typeof choose>[1]): Promise<Desk> {
    const desk = await open({ startsAt: 'trust' });
    await choose(desk, files);
    await settled(desk);
    return desk;
  }
  const owner = ({ frame }: Desk) => frame.getByLabel('Whose list it is');
  const chooseOwner = async (desk: Desk, label: string): Promise<void> => {
    await owner(desk).selectOption({ label });
    await settled(desk);
  };

  it('tells entries of one name apart without whole fingerprints', async () => {
    const { frame } = await withFiles(twoOfOneName);
    const message = await frame.locator('.finding-error .finding-message').innerText();
    expect(message).toMatch(
      /^2 different self-signed certificates have CN=cucm1\.example\.com: entry 1 \(CallManager/,
    );
    expect(message).toMatch(/SHA-256 ([0-9A-F]{2}:){7}[0-9A-F]{2}…/);
    expect(message).not.toMatch(/([0-9A-F]{2}:){8}/);
  });

  it('of an Expressway-C says which services do not work because of it, and why', async () => {
    const certificates = ['expc1', 'expc2', 'expe1', 'expe2'].map((name) => sound(`issued/${name}.pem`));
    const desk = await withFiles(sound('corp.yaml'), ...certificates, twoOfOneName);
    const list = desk.frame.locator('.result', { hasText: 'dup-cn.pem' });
    await list.getByLabel('Whose list it is').selectOption({ label: 'core (Expressway-C)' });
    await settled(desk);
    const services = 'Mobile and remote access (MRA), XMPP federation, Group chat over TLS';
    await list.getByText(`With this list it does not work: ${services}`).waitFor();
    await list.locator('.finding-code', { hasText: 'chain/untrusted' }).first().waitFor();
    await list.locator('.needs').getByText('is not in it').first().waitFor();
  });

  it('says which services it leaves open', async () => {
    const desk = await open({ startsAt: 'trust' });
    await desk.frame.locator('main .drop-folder input').first().setInputFiles(fixture('checks/mixed'));
    await settled(desk);
    const list = desk.frame.locator('.result', { hasText: 'trust/core.pem' });
    const services = 'Mobile and remote access (MRA)';
    await list.getByText(`With this list nobody can say whether it works: ${services}`).waitFor();
    await list.locator('.finding-code', { hasText: 'trust/duplicate-self-signed-cn' }).waitFor();
    expect(await desk.frame.getByText('With this list it does not work').count()).toBe(0);
  });

  it('without a deployment file says of no service whether it works', async () => {
    const desk = await withFiles(twoOfOneName);
    await chooseOwner(desk, 'Expressway-C');
    await desk.frame.getByText('trust/duplicate-self-signed-cn').first().waitFor();
    expect(await desk.frame.getByText('With this list').count()).toBe(0);
  });

  it('of Unified CM is searched as Unified CM does, without a deployment file', async () => {
    const desk = await withFiles(twoOfOneName);
    await chooseOwner(desk, 'Unified CM');
    await desk.frame.getByText('trust/subject-replaced').first().waitFor();
    expect(await desk.frame.getByText('With this list').count()).toBe(0);
  });

  it('says whose certificates each entry verifies, and nothing where nothing is known', async () => {
    const desk = await withFiles(
      sound('corp.yaml'),
      sound('issued/expe1.pem'),
      sound('trust/core.pem'),
      twoOfOneName,
    );
    const core = desk.frame.locator('.result', { hasText: 'core.pem' });
    await core.getByLabel('Whose list it is').selectOption({ label: 'core (Expressway-C)' });
    await settled(desk);
    const used = desk.frame.locator('td[data-column="Used for"]');
    const texts = await used.allInnerTexts();
    expect(texts.join('\n')).toContain('verifies edge');
    expect(texts.join('\n')).toMatch(/CallManager guessed from its comment/);
    expect(texts.join('\n')).not.toContain('not said');
  });

  it('chosen for another cluster than the deployment file names is told', async () => {
    const desk = await open({ startsAt: 'trust' });
    await desk.frame.locator('main .drop-folder input').first().setInputFiles(fixture('checks/sound'));
    await settled(desk);
    const told = desk.frame.getByText('corp.yaml says that it is the list of core.');
    expect(await told.count()).toBe(0);
    await owner(desk).first().selectOption({ label: 'edge (Expressway-E)' });
    await told.waitFor();
    await owner(desk).first().selectOption({ label: 'core (Expressway-C)' });
    await told.waitFor({ state: 'detached' });
  });

  it('must verify what is added for it, several in one file as well, and takes that for no list', async () => {
    const desk = await withFiles(twoOfOneName);
    const { frame } = desk;
    const coverage = frame.locator('.needs');
    expect(await coverage.innerText()).toContain('Not checked');
    const bundle = ['expe1', 'expc1'].map((name) => sound(`issued/${name}.pem`).buffer.toString()).join('');
    await frame.getByLabel('Add certificates it must verify').setInputFiles(payload('both.pem', bundle));
    await settled(desk);
    await coverage.getByText('is not in it').first().waitFor();
    expect(await coverage.locator('li').count()).toBe(2);
    expect(await frame.getByText('1 trust list', { exact: true }).count()).toBe(1);
  });

  it('has duplicates first, or its own order', async () => {
    const { frame } = await withFiles(fixtureFile('checks/mixed/trust/core.pem'));
    const numbers = async () =>
      (await frame.locator('.entries tbody th').allInnerTexts()).map((head) => parseInt(head));
    expect(await numbers()).toEqual([3, 4, 1, 2]);
    await frame.getByLabel('Duplicates first').uncheck();
    expect(await numbers()).toEqual([1, 2, 3, 4]);
    await frame.getByLabel('Only findings').check();
    expect(await numbers()).toEqual([3, 4]);
  });

  it('is saved without what is of no use, or says that nothing is', async () => {
    const desk = await withFiles(fixtureFile('checks/dup-same-cert.pem'));
    await desk.frame.getByText('Download cleaned list').click();
    const { name, content } = await saved(desk, () =>
      desk.frame.getByRole('button', { name: 'Save the other entry' }).click(),
    );
    expect(name).toBe('dup-same-cert.cleaned.pem');
    expect(content.toString().match(/BEGIN CERTIFICATE/g)).toHaveLength(1);
    const { frame } = await withFiles(twoOfOneName);
    await frame.getByText('Download cleaned list').click();
    await frame.getByText('Nothing would be left out.').waitFor();
  });
});
