import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Download } from 'playwright';
import { expect, it } from 'vitest';
import { planDeployment } from '../../src/lib/plan/plan.ts';
import { altNameText } from '../../src/lib/san/required.ts';
import { readDeployment } from '../../src/lib/check/read-deployment.ts';
import { readCerttoolText, readOpensslText } from '../support/csr-text.ts';
import { runProgram } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';
import { describePage } from './support/browser.ts';
import { fileAddress, goTo, shownText, type Desk } from './support/desk.ts';
import { choose, payload, settled } from './support/files.ts';
import { hostPage } from './support/hosted.ts';
import { makeKeys, saved, storedIn } from './support/requests.ts';

const passphrase = 'correct horse battery';
const edge = (key: string, custody = 'tool'): string => `version: 1
name: Example Corp
release: X15.2
custody: ${custody}
services: { mra: true, xmppFederation: true, groupChatTls: true }
request: { key: ${key}, subject: { C: GB, O: "Example, Müller & Co" } }
registrationDomains: [{ name: example.com, format: CollabEdgeDNS }, { name: example.org, format: DNS }]
federationDomains: [example.com]
chatNodeAliases: [chatnode1.example.com, chatnode2.example.com]
phoneSecurityProfiles: [DX80TLSprofile.example.com]
clusters:
  core: { role: C, name: expc.example.com, peers: [expc1.example.com] }
  edge: { role: E, name: expe.example.com, peers: [expe1.example.com, expe2.example.com] }
`;

const plannedNames = (yaml: string): Record<string, string[]> => {
  const { deployment } = readDeployment(yaml, { file: 'expcert.yaml' });
  const { peers } = planDeployment(deployment!);
  return Object.fromEntries(peers.map(({ peer, names }) => [peer, names.map(altNameText)]));
};

async function openPlan(desk: Desk, yaml: string): Promise<void> {
  await choose(desk, [payload('expcert.yaml', yaml)]);
  await goTo(desk, 'plan');
}

/** The text of the page, which must not hold a key at any step. */
async function expectNoKey(desk: Desk): Promise<void> {
  expect((await shownText(desk)).includes('PRIVATE KEY')).toBe(false);
}

const download = (desk: Desk, what: 'CSR' | 'key', peer: string) =>
  saved(desk, () => desk.frame.getByRole('button', { name: `Download ${what} of ${peer}` }).click());

function expectRequest(csr: Buffer, names: readonly string[]): void {
  const openssl = runProgram('openssl', ['req', '-noout', '-text', '-verify'], csr);
  expect(openssl.stderr).toContain('verify OK');
  expect(readOpensslText(openssl.stdout).names).toEqual(names);
  const certtool = runProgram('certtool', ['--crq-info'], csr);
  expect(certtool.stdout).toContain('Self signature: verified');
  expect(readCerttoolText(certtool.stdout).names).toEqual(names);
}

/** What openssl says of the public halves: the key must be the request's. */
const publicKey = (args: readonly string[], input: Buffer): string =>
  runProgram('openssl', args, input).stdout;

describePage('requests and keys made in the page', (open) => {
  const folder = scratchFolder();

  it.each([
    ['RSA 2048, from disk', '{ type: rsa, bits: 2048 }', 'disk'],
    ['RSA 3072, from a server', '{ type: rsa, bits: 3072 }', 'server'],
    ['ECDSA P-256, from disk', '{ type: ec, curve: P-256 }', 'disk'],
    ['ECDSA P-384, from a server', '{ type: ec, curve: P-384 }', 'server'],
    ['ECDSA P-521, from disk', '{ type: ec, curve: P-521 }', 'disk'],
  ])('%s: openssl and certtool take them, with the names of the plan', async (_, key, where) => {
    const host = where === 'server' ? await hostPage() : undefined;
    const desk = await open({ address: host?.address ?? fileAddress });
    const yaml = edge(key);
    await openPlan(desk, yaml);
    await expectNoKey(desk);
    await makeKeys(desk, passphrase);
    await expectNoKey(desk);
    for (const [peer, names] of Object.entries(plannedNames(yaml))) {
      const csr = await download(desk, 'CSR', peer);
      expect(csr.name).toBe(`${peer}.csr.pem`);
      expectRequest(csr.content, names);
      const saved = await download(desk, 'key', peer);
      await expectNoKey(desk);
      expect(saved.name).toBe(`${peer}.key.pem`);
      expect(saved.content.toString()).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
      const opened = ['pkey', '-passin', `pass:${passphrase}`, '-pubout'];
      expect(publicKey(opened, saved.content)).toBe(publicKey(['req', '-noout', '-pubkey'], csr.content));
      expect(
        runProgram('openssl', ['pkey', '-passin', 'pass:wrong', '-noout'], saved.content).status,
      ).not.toBe(0);
    }
    await host?.close();
  });

  it('a client store of X15.5 has a key and a request of its own, named and shown apart', async () => {
    const desk = await open();
    const yaml = edge('{ type: ec, curve: P-256 }')
      .replace('X15.2', 'X15.5')
      .replace('peers: [expc1.example.com] }', 'peers: [expc1.example.com], client: { ca: private } }');
    await openPlan(desk, yaml);
    await desk.frame.getByText('4 requests').waitFor();
    await desk.frame.getByLabel('Request', { exact: true }).selectOption('expc1.example.com-client');
    expect(await desk.frame.locator('.preview code').allInnerTexts()).toEqual([
      'DNS:expc1.example.com',
      'DNS:expc.example.com',
    ]);
    await makeKeys(desk, passphrase);
    const { name, content } = await download(desk, 'CSR', 'expc1.example.com, client store');
    expect(name).toBe('expc1.example.com-client.csr.pem');
    expectRequest(content, ['DNS:expc1.example.com', 'DNS:expc.example.com']);
    const { stdout } = runProgram('openssl', ['req', '-noout', '-text'], content);
    expect(stdout).toMatch(/Extended Key Usage:\s+TLS Web Client Authentication\n/);
    const key = await download(desk, 'key', 'expc1.example.com, client store');
    expect(key.name).toBe('expc1.example.com-client.key.pem');
    await desk.frame.getByRole('button', { name: 'Check these requests' }).click();
    await desk.frame.getByText('core / expc1.example.com, client store').waitFor();
    expect(await desk.frame.getByText('Do not sign').count()).toBe(0);
  });

  it('a key is saved as it is where the box is ticked, and only there', async () => {
    const desk = await open();
    await openPlan(desk, edge('{ type: ec, curve: P-256 }'));
    await makeKeys(desk);
    const { content } = await download(desk, 'key', 'expe1.example.com');
    expect(content.toString()).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    expect(runProgram('openssl', ['pkey', '-noout'], content)).toMatchObject({ status: 0 });
    await expectNoKey(desk);
  });

  it('the archive holds every request and no key', async () => {
    const desk = await open();
    const yaml = edge('{ type: ec, curve: P-256 }');
    await openPlan(desk, yaml);
    await makeKeys(desk, passphrase);
    const { name, content } = await saved(desk, () =>
      desk.frame.getByRole('button', { name: 'Download all CSRs (.zip)' }).click(),
    );
    expect(name).toBe('csrs.zip');
    const entries = unzipSync(content);
    const planned = plannedNames(yaml);
    expect(Object.keys(entries).sort()).toEqual(Object.keys(planned).map((peer) => `${peer}.csr.pem`));
    for (const [peer, names] of Object.entries(planned)) {
      expectRequest(Buffer.from(entries[`${peer}.csr.pem`]!), names);
    }
    const file = join(folder, 'csrs.zip');
    writeFileSync(file, content);
    expect(content.includes('PRIVATE KEY')).toBe(false);
  });

  it('no store of the browser holds anything at the end', async () => {
    const desk = await open();
    await openPlan(desk, edge('{ type: ec, curve: P-256 }'));
    await makeKeys(desk, passphrase);
    await download(desk, 'key', 'expe1.example.com');
    await desk.frame.getByRole('button', { name: 'Check these requests' }).click();
    await settled(desk);
    await expectNoKey(desk);
    expect(await storedIn(desk)).toEqual({ local: 0, session: 0, databases: 0, caches: 0, cookies: 0 });
  });

  it.each([
    ['no passphrase', '', '', 'Enter a passphrase'],
    ['a short passphrase', 'short', 'short', 'fewer than 8 characters'],
    ['two passphrases that differ', passphrase, 'correct horse batter', 'differ'],
  ])('are not made with %s', async (_, first, second, told) => {
    const { frame, ...desk } = await open();
    await openPlan({ frame, ...desk }, edge('{ type: ec, curve: P-256 }'));
    await frame.getByLabel('Passphrase for the keys').fill(first);
    await frame.getByLabel('The same passphrase again').fill(second);
    await frame.getByRole('button', { name: /^Make \d+ keys/ }).click();
    await frame.getByRole('alert').filter({ hasText: told }).waitFor();
    expect(await frame.getByText('Requests that were made').count()).toBe(0);
  });

  it('are not made where the Expressway makes them', async () => {
    const { frame, ...desk } = await open();
    await openPlan({ frame, ...desk }, edge('{ type: ec, curve: P-256 }', 'expressway'));
    await frame.getByText('Keys are made on the Expressway:').waitFor();
    expect(await frame.getByRole('button', { name: /^Make / }).count()).toBe(0);
  });
});

describePage('the making of keys', (open) => {
  it('says how far it is, and stops at once', async () => {
    const desk = await open();
    await openPlan(desk, edge('{ type: rsa, bits: 4096 }'));
    const { frame } = desk;
    await frame.getByRole('checkbox', { name: 'Save without a passphrase' }).check();
    await frame.getByRole('button', { name: /^Make 3 keys/ }).click();
    await frame.getByRole('status').filter({ hasText: '1 of 3, expc1.example.com' }).waitFor();
    // Asked within the page, in the turn after the click: not until the browser has made the key it is at.
    const stage = await frame.evaluate(async () => {
      document.querySelector<HTMLElement>('.progress button')!.click();
      await new Promise((resolve) => setTimeout(resolve));
      const { state } = document.querySelector('cert-app') as unknown as {
        state: { keys: { stage: string; made: unknown[] } };
      };
      return state.keys;
    });
    expect(stage).toEqual({ stage: 'idle', made: [] });
    await frame.getByRole('status').filter({ hasText: 'Stopped. Nothing was kept.' }).waitFor();
    await frame.getByRole('button', { name: /^Make 3 keys/ }).waitFor();
  });

  it('keeps the keys, and the page, until somebody says that their files are there', async () => {
    const desk = await open();
    await openPlan(desk, edge('{ type: ec, curve: P-256 }'));
    expect(await asksBeforeLeaving(desk)).toBe(false);
    await makeKeys(desk, passphrase);
    await desk.frame.getByText('3 keys are still in this page.').waitFor();
    expect(await asksBeforeLeaving(desk)).toBe(true);
    const [question] = await Promise.all([
      desk.page.waitForEvent('dialog'),
      desk.page.close({ runBeforeUnload: true }),
    ]);
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    const { frame } = desk;
    const first = await download(desk, 'key', 'expe1.example.com');
    await frame.locator('button:focus', { hasText: 'Download key again' }).waitFor();
    const again = await saved(desk, () =>
      frame.getByRole('button', { name: 'Download key of expe1.example.com again' }).click(),
    );
    expect(again).toEqual(first);
    expect(await asksBeforeLeaving(desk)).toBe(true);
    await frame.getByRole('button', { name: 'expe1.example.com.key.pem is there: forget the key' }).click();
    await frame.locator('.made-head:focus').waitFor();
    await frame.getByText('2 keys are still in this page.').waitFor();

    const { name, content } = await saved(desk, () =>
      frame.getByRole('button', { name: 'Download all keys (.zip)' }).click(),
    );
    expect(name).toBe('keys.zip');
    const keys = unzipSync(content);
    expect(Object.keys(keys)).toEqual(['expc1.example.com.key.pem', 'expe2.example.com.key.pem']);
    for (const key of Object.values(keys))
      expect(
        runProgram('openssl', ['pkey', '-passin', `pass:${passphrase}`, '-noout'], Buffer.from(key)),
      ).toMatchObject({ status: 0 });
    await frame.getByRole('button', { name: 'Forget all keys' }).click();
    expect(await frame.getByText('still in this page').count()).toBe(0);
    expect(await asksBeforeLeaving(desk)).toBe(false);
  });

  it.each([
    ['is cancelled', async (download: Download) => download.cancel()],
    ['fails', async (download: Download) => download.delete()],
  ])('loses no key where a download %s', async (_, spoil) => {
    const desk = await open();
    await openPlan(desk, edge('{ type: ec, curve: P-256 }'));
    await makeKeys(desk, passphrase);
    const [spoilt] = await Promise.all([
      desk.page.waitForEvent('download'),
      desk.frame.getByRole('button', { name: 'Download key of expe1.example.com' }).click(),
    ]);
    await spoil(spoilt);
    await desk.frame.getByText('3 keys are still in this page.').waitFor();
    const { content } = await saved(desk, () =>
      desk.frame.getByRole('button', { name: 'Download key of expe1.example.com again' }).click(),
    );
    expect(content.toString()).toContain('ENCRYPTED PRIVATE KEY');
  });

  it('asks before it forgets keys that were never downloaded', async () => {
    const desk = await open();
    await openPlan(desk, edge('{ type: ec, curve: P-256 }'));
    await makeKeys(desk, passphrase);
    desk.page.once('dialog', (dialog) => void dialog.dismiss());
    await desk.frame.getByRole('button', { name: 'Forget all keys' }).click();
    await desk.frame.getByText('3 keys are still in this page.').waitFor();
  });

  it('gives a key without its passphrase, as the upload wants it', async () => {
    const desk = await open();
    await openPlan(desk, edge('{ type: ec, curve: P-256 }'));
    await makeKeys(desk, passphrase);
    const made = await download(desk, 'key', 'expe1.example.com');
    await goTo(desk, 'certificates');
    await choose(desk, [payload(made.name, made.content)]);
    await desk.frame.getByLabel('Passphrase').fill(passphrase);
    await desk.frame.getByRole('button', { name: 'Open', exact: true }).click();
    const plain = await saved(desk, () =>
      desk.frame.getByRole('button', { name: 'Save key without passphrase' }).click(),
    );
    expect(plain.name).toBe('expe1.example.com.plain.key.pem');
    expect(publicKey(['pkey', '-pubout'], plain.content)).toBe(
      publicKey(['pkey', '-passin', `pass:${passphrase}`, '-pubout'], made.content),
    );
    await expectNoKey(desk);
  });

  it('keeps the page until a changed deployment file is saved', async () => {
    const desk = await open();
    await openPlan(desk, edge('{ type: ec, curve: P-256 }'));
    await desk.frame.getByLabel('Name of the deployment').fill('Other Corp');
    await desk.frame.getByLabel('Name of the deployment').press('Tab');
    await expect.poll(() => desk.page.title()).toMatch(/^\* /);
    expect(await asksBeforeLeaving(desk)).toBe(true);
    const { content } = await saved(desk, () => desk.frame.getByRole('button', { name: 'Save' }).click());
    expect(content.toString()).toContain('name: Other Corp');
    await expect.poll(() => desk.page.title()).not.toMatch(/^\* /);
    expect(await asksBeforeLeaving(desk)).toBe(false);
  });
});

/** Whether the page would have the browser ask if the window were closed now. */
const asksBeforeLeaving = ({ frame }: Desk): Promise<boolean> =>
  frame.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
