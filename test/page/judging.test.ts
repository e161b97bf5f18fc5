import { expect, it } from 'vitest';
import { describePage } from './support/browser.ts';
import { goTo, type Desk } from './support/desk.ts';
import { choose, fixtureFile, payload, settled, type Payload } from './support/files.ts';

const request = (name: string): Payload => fixtureFile(`requests/${name}.csr.pem`);

async function withExample(desk: Desk): Promise<Desk> {
  await desk.frame.getByRole('button', { name: 'Try with example data' }).click();
  await settled(desk);
  return desk;
}

describePage('a certificate', (open) => {
  it('says in words what its services rest on, leads there, and counts it', async () => {
    const { frame } = await withExample(await open({ startsAt: 'certificates' }));
    const card = frame.locator('.result').first();
    await card.locator('.result-head', { hasText: '2 errors · 0 warnings · 0 notices' }).waitFor();
    const reason = card.locator('.reasons li', { hasText: '2 different self-signed certificates have CN=' });
    expect(await reason.innerText()).not.toMatch(/SHA-256/);
    await reason.getByRole('link', { name: 'trust/duplicate-self-signed-cn' }).click();
    await frame.locator('article.finding:focus', { hasText: 'trust list trust/core.pem' }).waitFor();
    const finding = card.locator('article.finding', { hasText: 'trust list trust/core.pem' });
    await finding.getByText('let a CA sign them').waitFor();
  });

  it('shows requirement by requirement what a verdict rests on: what was looked at, and what was found', async () => {
    const { frame } = await withExample(await open({ startsAt: 'certificates' }));
    const card = frame.locator('.result', { hasText: 'issued/expe1.pem' });
    const mra = card.locator('.verdicts dl > div', { hasText: 'Mobile and remote access (MRA)' });
    await mra.getByText('What this rests on').click();
    const requirement = (text: string) => mra.locator('.basis > ul > li', { hasText: text });
    const held = requirement('It is valid on the day of the check.');
    await held.getByText('Holds').waitFor();
    await held.getByText('issued/expe1.pem').waitFor();
    const failed = requirement('Every name by which others look for this service is in it.');
    await failed.getByText('Fails').waitFor();
    await failed.getByRole('link', { name: 'cert/name-missing' }).click();
    await frame.locator('article.finding:focus', { hasText: 'DNS:collab-edge.example.com' }).waitFor();
  });

  it('says what was not checked, and how to answer it on this page', async () => {
    const { frame } = await withExample(await open({ startsAt: 'certificates' }));
    const question = frame
      .locator('.result')
      .first()
      .locator('.open-questions li', { hasText: 'private key' });
    await question.getByText('How to answer it').click();
    await question.getByText('give the request or the key').waitFor();
  });

  it('leaves what is wrong with requests to their own screen', async () => {
    const desk = await withExample(await open());
    await goTo(desk, 'certificates');
    await choose(desk, [request('weak')]);
    await settled(desk);
    expect(await desk.frame.locator('.result .finding-code', { hasText: 'csr/' }).count()).toBe(0);
  });

  it('that is locked is not said to be absent, and the way to its passphrase is short', async () => {
    const desk = await open({ startsAt: 'certificates' });
    const { buffer } = fixtureFile('found/aes-256.p12');
    await choose(desk, [payload('my server.pfx', buffer)]);
    await settled(desk);
    const { frame } = desk;
    expect(await frame.getByText('There is no server certificate').count()).toBe(0);
    await frame.getByText('1 file is not checked before its passphrase is given').waitFor();
    await frame.locator('.locked-note').getByRole('link', { name: 'my server.pfx' }).click();
    const field = frame.locator('input[type=password]:focus');
    expect(await field.getAttribute('aria-describedby')).not.toContain(' ');
  });

  it('in one file with its CAs and its key says that the key is there', async () => {
    const desk = await open({ startsAt: 'certificates' });
    const texts = ['checks/sound/issued/expe1.pem', 'checks/sound/trust/edge.pem', 'keys/rsa-3072.pem'];
    const all = texts.map((path) => fixtureFile(path).buffer.toString()).join('');
    await choose(desk, [payload('all.pem', all)]);
    await settled(desk);
    await desk.frame.getByText(/^1 certificate, 2 CAs, 1 key: /).waitFor();
  });
});

describePage('a request', (open) => {
  it('leads from each name that is wrong to what to do about it', async () => {
    const desk = await open({ startsAt: 'csr' });
    await choose(desk, [fixtureFile('corp.yaml'), request('expe1-without-collab-edge')]);
    await settled(desk);
    const row = desk.frame.getByRole('row', { name: /DNS:collab-edge\.example\.com/ });
    await row.getByText('Missing', { exact: true }).waitFor();
    await row.getByRole('link', { name: 'csr/name-missing' }).click();
    const focused = desk.frame.locator('article.finding:focus');
    await focused.getByText('DNS:collab-edge.example.com is missing').waitFor();
  });

  it('is, without a plan, neither as planned nor ready', async () => {
    const desk = await open({ startsAt: 'csr' });
    await choose(desk, [request('expe1')]);
    await settled(desk);
    const card = desk.frame.locator('.result');
    await card.getByText('Not decided: names of the request not checked').waitFor();
    await card.getByText('compared with no deployment file').waitFor();
    expect(await card.getByText(/planned|ready|^none$/i).count()).toBe(0);
  });
});
