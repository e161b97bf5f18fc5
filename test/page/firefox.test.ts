import { afterAll, beforeAll, expect, it } from 'vitest';
import { readOpensslText } from '../support/csr-text.ts';
import { runProgram } from '../support/programs.ts';
import { fileAddress } from './support/desk.ts';
import { fixture } from './support/files.ts';
import { describeFirefox, press, type FoxDesk } from './support/firefox.ts';
import { hostPage, type Host } from './support/hosted.ts';

const figure3 = [
  'DNS:vcse.example.com',
  'DNS:vcse-cluster.example.com',
  'DNS:collab-edge.example.com',
  'DNS:example.com',
  'DNS:chatnode1.example.com',
  'DNS:chatnode2.example.com',
];
const passphrase = 'correct horse battery';

describeFirefox('the page in Firefox', (open) => {
  let host: Host;
  beforeAll(async () => {
    host = await hostPage();
  });
  afterAll(() => host.close());

  it.each(['from disk', 'from a server'])(
    '%s: figure 3, requests and keys, and no address asked for',
    async (where) => {
      const address = where === 'from disk' ? fileAddress : host.address;
      const before = host.hits.length;
      const desk = await open(address);
      const { frame, page } = desk;
      await openFigure3(desk);
      expect(
        await frame.$$eval('ol.preview summary code', (all) => all.map((code) => code.textContent)),
      ).toEqual(figure3);

      await frame.locator('#create-passphrase').fill(passphrase);
      await frame.locator('#create-passphraseAgain').fill(passphrase);
      await press(frame, 'create-panel .primary');
      await frame.waitForSelector('.made-head');
      await press(frame, 'button[aria-label="Download CSR of vcse.example.com"]');
      const csr = await desk.downloaded('vcse.example.com.csr.pem');
      await press(frame, 'button[aria-label="Download key of vcse.example.com"]');
      const key = await desk.downloaded('vcse.example.com.key.pem');
      const openssl = runProgram('openssl', ['req', '-noout', '-text', '-verify'], csr);
      expect(openssl.stderr).toContain('verify OK');
      expect(readOpensslText(openssl.stdout).names).toEqual(figure3);
      const opened = runProgram('openssl', ['pkey', '-passin', `pass:${passphrase}`, '-pubout'], key);
      expect(opened.stdout).toBe(runProgram('openssl', ['req', '-noout', '-pubkey'], csr).stdout);
      expect(await frame.evaluate(() => document.body.outerHTML.includes('PRIVATE KEY'))).toBe(false);

      const own = [address, `${address}#overview`];
      const others = desk.requests.filter((url) => !/^(blob|data|about):/.test(url) && !own.includes(url));
      expect(others).toEqual([]);
      expect(desk.errors).toEqual([]);
      expect(host.hits.slice(before)).toEqual(where === 'from disk' ? [] : ['GET /expcert.html']);
      expect(
        await page.evaluate(async () => [
          localStorage.length,
          sessionStorage.length,
          document.cookie,
          (await indexedDB.databases()).length,
        ]),
      ).toEqual([0, 0, '', 0]);
      await page.close();
    },
  );

  it.each(['from disk', 'from a server'])('%s: the self-test sees every attempt refused', async (where) => {
    const { frame, page } = await open(where === 'from disk' ? fileAddress : host.address);
    await press(frame, 'footer .link');
    await press(frame, 'sure-dialog .primary');
    await frame.waitForFunction(() =>
      /\d+ of \d+ attempts/.test(document.querySelector('sure-dialog [role=status]')?.textContent ?? ''),
    );
    const outcomes = await frame.$$eval('.sure-outcomes li', (rows) =>
      rows.map((row) => row.textContent ?? ''),
    );
    expect(outcomes.length).toBeGreaterThanOrEqual(12);
    expect(outcomes.filter((outcome) => !outcome.includes('Refused'))).toEqual([]);
    await page.close();
  });
});

async function openFigure3({ frame }: FoxDesk): Promise<void> {
  const input = await frame.waitForSelector('main input[type=file]');
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(fixture('fig3.yaml'));
  await frame.waitForSelector('.open-file a');
  await press(frame, 'nav a[href="#plan"]');
  await frame.waitForSelector('ol.preview');
}
