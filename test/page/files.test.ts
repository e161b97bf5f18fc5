import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { describePage } from './support/browser.ts';
import { shownText } from './support/desk.ts';
import { choose, fixtureFile, fixtureFolder, payload, settled, type Payload } from './support/files.ts';
import { unfold } from './support/states.ts';

const crlf = (text: Buffer): string => text.toString().replaceAll('\n', '\r\n');
const der = (pem: Buffer): Uint8Array =>
  new Uint8Array(Buffer.from(pem.toString().replace(/-----[^-]+-----|\s/g, ''), 'base64'));

const zipOf = (files: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)])),
  );

/** Forty files as they lie about in a ticket. */
function forty(): Payload[] {
  const { buffer: leaf } = fixtureFile('checks/sound/issued/expe1.pem');
  const { buffer: request } = fixtureFile('requests/expe1.csr.pem');
  const inner = zipSync({ 'deep.pem': new Uint8Array(leaf) });
  const found = Object.entries(fixtureFolder('found')).filter(([name]) => name !== 'README.md');
  const odd: Payload[] = [
    payload('empty.pem', ''),
    payload('report.docx', zipSync({ 'word/document.xml': new TextEncoder().encode('<w/>') })),
    payload('crlf.pem', crlf(leaf)),
    payload('with-text.pem', `Here is the certificate:\n\n${leaf.toString()}\nRegards\n`),
    payload('leaf.der', der(leaf)),
    payload('zip-in-zip.zip', zipSync({ 'inner.zip': inner, 'b.pem': new Uint8Array(leaf) })),
    payload(
      'folder.zip',
      zipSync({ 'issued/a.pem': new Uint8Array(leaf), 'a.csr': new Uint8Array(request) }),
    ),
    payload('cut.pem', leaf.subarray(0, 400)),
    payload(
      'noise.bin',
      Uint8Array.from({ length: 500 }, (_, i) => (i * 37) % 256),
    ),
    payload('picture.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)),
    payload('base64-only.txt', leaf.toString().replace(/-----[^-]+-----\n/g, '')),
    fixtureFile('checks/dup-cn.pem'),
    fixtureFile('checks/root-first.pem'),
    fixtureFile('requests/weak.csr.pem'),
    fixtureFile('requests/expe1.csr.pem'),
  ];
  return [...odd, ...found.map(([name, bytes]) => payload(name, bytes))].slice(0, 40);
}

describePage('forty mixed files', (open) => {
  it('give forty rows, each with what it is or why not, and counts that add up', async () => {
    const desk = await open({ startsAt: 'certificates' });
    const files = forty();
    expect(files).toHaveLength(40);
    await choose(desk, files);
    await settled(desk);
    await unfold(desk);
    const { frame } = desk;
    const summary = await frame.locator('.files-summary').innerText();
    const [, states] = /^Read 40 files: ([^.]*)\.$/.exec(summary) ?? [];
    const counts = new Map(
      (states ?? '').split(', ').map((each) => {
        const [, n, what] = /^(\d+) (.+)$/.exec(each)!;
        return [what!, Number(n)] as const;
      }),
    );
    expect(
      [...counts.keys()].filter(
        (what) => !/^(understood( in part)?|needs? a passphrase|not understood)$/.test(what),
      ),
      summary,
    ).toEqual([]);
    expect(
      [...counts.values()].reduce((sum, n) => sum + n, 0),
      summary,
    ).toBe(40);
    expect(await frame.getByRole('status').filter({ hasText: 'Read 40 files' }).count()).toBe(1);
    const rows = frame.locator('.file-row');
    await frame.waitForFunction(() => document.querySelectorAll('.file-row').length >= 40);
    const texts = await rows.allInnerTexts();
    expect(texts).toHaveLength(40);
    const withStatus = (status: RegExp) => texts.filter((text) => status.test(text)).length;
    expect(withStatus(/\bRead\b/)).toBe(counts.get('understood'));
    expect(withStatus(/Locked/)).toBe(counts.get('need a passphrase'));
    expect(withStatus(/Not understood|Not a certificate file/)).toBe(counts.get('not understood'));
    for (const { name } of files) {
      const row = texts.find((text) => text.includes(name)) ?? '';
      expect(row.replace(name, '').replace('Remove', '').trim(), name).not.toBe('');
    }
    expect(desk.heard.errors).toEqual([]);
  });

  it('a bad file hides no good one', async () => {
    const desk = await open({ startsAt: 'certificates' });
    await choose(desk, [
      payload('empty.pem', ''),
      payload('noise.bin', Uint8Array.of(1, 2, 3)),
      fixtureFile('checks/sound/issued/expe1.pem'),
    ]);
    await settled(desk);
    await desk.frame.getByRole('heading', { name: /expe/ }).first().waitFor();
    expect(await desk.frame.getByText('2 not understood').count()).toBeGreaterThan(0);
  });

  it.each<[string, Payload, RegExp]>([
    [
      'an office document',
      payload('notes.docx', zipOf({ 'word/document.xml': '<w/>' })),
      /an Office document/,
    ],
    ['an archive of other files', payload('a.zip', zipOf({ 'a.txt': 'a', 'b.txt': 'b' })), /text without/],
    ['an empty file', payload('empty.pem', ''), /the file is empty/],
  ])('%s is called no certificate file, with what it seems to be', async (_, file, what) => {
    const desk = await open({ startsAt: 'certificates' });
    await choose(desk, [file, fixtureFile('checks/sound/issued/expe1.pem')]);
    await settled(desk);
    const row = desk.frame.locator('.file-row', { hasText: file.name });
    const told = await row.innerText();
    expect(told).toContain('Not a certificate file');
    expect(told).toMatch(what);
    await row.getByRole('button', { name: `Remove ${file.name}` }).click();
    await settled(desk);
    expect(await desk.frame.locator('.file-row').count()).toBe(1);
  });

  it.each<[string, string, string]>([
    ['is wrong', 'found/aes-256.p12', 'The passphrase is wrong.'],
    ['cannot be told from damage', 'found/no-mac.p12', 'Without an integrity check'],
    [
      'is right, but the encryption is too old',
      'found/rc4.p12',
      'No passphrase helps: its encryption cannot be read here.',
    ],
  ])('a passphrase that %s is told as that, at the file', async (_, file, expected) => {
    const desk = await open({ startsAt: 'certificates' });
    await choose(desk, [fixtureFile(file), fixtureFile('found/pbes2-aes-256.key')]);
    await settled(desk);
    const row = desk.frame.locator('.file-row', { hasText: file.slice('found/'.length) });
    await row.getByLabel('Passphrase').fill(file.endsWith('rc4.p12') ? 'secret' : 'not this one');
    await row.getByLabel('Passphrase').press('Enter');
    await row.getByText(expected).waitFor();
    for (const other of ['The passphrase is wrong.', 'Without an integrity check', 'No passphrase helps'])
      expect((await row.innerText()).includes(other), other).toBe(expected.startsWith(other));
    expect(await row.getByLabel('Passphrase').count()).toBe(file.endsWith('rc4.p12') ? 0 : 1);
  });

  it('a wrong passphrase hides nothing that is known of the key', async () => {
    const desk = await open({ startsAt: 'certificates' });
    await choose(desk, [fixtureFile('found/pbes2-aes-256.key')]);
    await settled(desk);
    const { frame } = desk;
    await frame.getByText('key/encrypted-for-upload').waitFor();
    await frame.getByLabel('Passphrase').fill('not this one');
    await frame.getByLabel('Passphrase').press('Enter');
    await frame.getByText('The passphrase is wrong.').waitFor();
    await settled(desk);
    expect(await frame.getByText('key/encrypted-for-upload').count()).toBe(1);
  });

  it('a locked file opens with its passphrase, in its own row', async () => {
    const desk = await open({ startsAt: 'certificates' });
    await choose(desk, [fixtureFile('found/aes-256.p12'), fixtureFile('checks/sound/issued/expe1.pem')]);
    await settled(desk);
    const { frame } = desk;
    await frame
      .getByLabel(/^Passphrase/)
      .first()
      .fill('wrong');
    await frame.getByRole('button', { name: /^Open/ }).first().click();
    await frame.getByText('The passphrase is wrong.').first().waitFor();
    await frame
      .getByLabel(/^Passphrase/)
      .first()
      .fill('secret');
    await frame.getByRole('button', { name: /^Open/ }).first().click();
    await frame.waitForFunction(() => document.querySelectorAll('.file-passphrase').length === 0);
    expect((await shownText(desk)).includes('PRIVATE KEY')).toBe(false);
  });
});
