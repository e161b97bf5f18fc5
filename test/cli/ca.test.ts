import { describe, expect, it } from 'vitest';
import { readCertificate, readCrl, validatePath } from '../../src/lib/index.ts';
import { findExtension } from '../../src/lib/x509/extensions.ts';
import { corp, corpPeers } from '../support/corp.ts';
import { expcertIn, type RunOutcome, type World } from '../support/io.ts';

const now = '2026-11-30T10:00:00Z';

type Files = NonNullable<World['files']>;

/** One call after the other, each in the world that the one before has left. */
async function session(
  ...calls: readonly (string | readonly [call: string, world: World])[]
): Promise<RunOutcome> {
  let files: Files = { 'corp.yaml': corp };
  let last: RunOutcome | undefined;
  for (const each of calls) {
    const [call, world] = typeof each === 'string' ? [each, {}] : each;
    last = await expcertIn({ now, ...world, files: { ...files, ...world.files } }, ...call.split(' '));
    files = contentsOf(last);
  }
  return last!;
}

const contentsOf = ({ files }: RunOutcome): Files =>
  Object.fromEntries([...files].map(([path, { content }]) => [path, content]));

const init = 'ca init ca -d corp.yaml --key ec:p256 --no-passphrase';
const requests = 'csr create -d corp.yaml --out csr';
const sign = 'ca sign ca csr -d corp.yaml --yes';
const secret: World = { files: { secret: 'correct horse\n' } };

const text = (content: string | Uint8Array): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);
const issuedFiles = (outcome: RunOutcome): string[] =>
  [...outcome.files.keys()].filter((path) => path.startsWith('ca/issued/'));

describe('ca', () => {
  it('init makes a root and an issuing CA with critical constraints, keys for their owner alone', async () => {
    const { code, files, stdout } = await session(init);
    expect(code).toBe(0);
    expect(stdout).toContain('It issues for names in example.com alone.');
    expect([...files.keys()].filter((path) => path.startsWith('ca')).sort()).toEqual([
      ...['README.md', 'issuing.crl', 'issuing.key.pem', 'issuing.pem', 'journal.head', 'journal.jsonl'].map(
        (name) => `ca/${name}`,
      ),
      ...['root.crl', 'root.key.pem', 'root.pem'].map((name) => `ca/${name}`),
    ]);
    expect(files.get('ca/issuing.key.pem')!.mode).toBe(0o600);
    const issuing = readCertificate(text(files.get('ca/issuing.pem')!.content));
    expect(findExtension(issuing.extensions, 'nameConstraints')!.critical).toBe(true);
  });

  it('the keys that it has made are not taken for keys to be uploaded', async () => {
    const { stdout } = await session(
      [`${init.replace('--no-passphrase', '--key-passphrase-file secret')}`, secret],
      requests,
      'check ca csr -d corp.yaml',
    );
    expect(stdout).toContain('certificate');
    expect(stdout).not.toMatch(/key\/(?:encrypted-for-upload|unmatched)/);
  });

  it('init puts the key of the root elsewhere, and signing does not need it', async () => {
    const { code, files } = await session(`${init} --root-out root.key`, requests, sign);
    expect(code).toBe(0);
    expect(files.has('ca/root.key.pem')).toBe(false);
    expect(files.get('root.key')!.content.length).toBeGreaterThan(0);
  });

  it('sign issues what the plan asks for; our validation accepts it', async () => {
    const outcome = await session(init, requests, sign);
    expect(outcome.stderr).toContain('DNS:chatnode1.example.com');
    const issued = issuedFiles(outcome);
    expect(issued.map((path) => path.replace(/-[0-9a-f]{8}\.pem$/, '')).sort()).toEqual(
      corpPeers.map((peer) => `ca/issued/${peer}`),
    );
    const read = (path: string) => text(outcome.files.get(path)!.content);
    for (const path of issued) {
      const material = {
        anchors: read('ca/root.pem'),
        intermediates: read('ca/issuing.pem'),
        crls: [read('ca/issuing.crl'), read('ca/root.crl')],
      };
      const report = await validatePath(read(path), material, {
        at: new Date('2026-11-30T11:00:00Z'),
        revocation: 'chain',
      });
      expect(report.best.findings, path).toEqual([]);
    }
  });

  it('keys with a passphrase are used with it', async () => {
    const outcome = await session(
      ['ca init ca -d corp.yaml --key ec:p256 --key-passphrase-file secret', secret],
      requests,
      `${sign} --key-passphrase-file secret`,
    );
    expect(outcome.code).toBe(0);
    expect(text(outcome.files.get('ca/issuing.key.pem')!.content)).toContain('ENCRYPTED');
  });

  it('passphrase gives the keys another one, and they sign with it', async () => {
    const world: World = { files: { ...secret.files, other: 'battery staple\n' } };
    const changed = await session(
      ['ca init ca -d corp.yaml --key ec:p256 --key-passphrase-file secret', world],
      'ca passphrase ca --key-passphrase-file secret --new-passphrase-file other',
      requests,
    );
    const files = contentsOf(changed);
    const old = await session([`${sign} --key-passphrase-file secret`, { files }]);
    expect([old.code, old.stderr]).toEqual([3, expect.stringContaining('passphrase')]);
    expect((await session([`${sign} --key-passphrase-file other`, { files }])).code).toBe(0);
  });

  it('revoke puts a certificate on a list with a higher number, and list says so', async () => {
    const signed = await session(init, requests, sign);
    const [path] = issuedFiles(signed);
    const before = readCrl(text(signed.files.get('ca/issuing.crl')!.content));
    const world = { files: contentsOf(signed) };
    const revoked = await session([`ca revoke ca ${path!} --reason keyCompromise`, world]);
    const after = readCrl(text(revoked.files.get('ca/issuing.crl')!.content));
    const numberOf = (crl: typeof after) => findExtension(crl.extensions, 'cRLNumber')!.value;
    expect(numberOf(after)).toBe(numberOf(before) + 1n);
    const { stdout } = await session(['ca list ca', { files: contentsOf(revoked) }]);
    expect(stdout.match(/revoked 2026-11-30 \(keyCompromise\)/g)).toHaveLength(1);
    expect(stdout.match(/ {2}valid {2}/g)).toHaveLength(2);
    // The key was lost: it gets no other certificate.
    const again = await session([sign, { files: contentsOf(revoked) }]);
    expect([again.code, again.stderr]).toEqual([
      4,
      expect.stringContaining('on the list of keys that get no certificate'),
    ]);
  });

  it.each([
    ['chain.pem', '', '-----BEGIN CERTIFICATE-----'],
    ['chain.p7b', '', '\u0006\t*'],
  ])('export writes %s', async (out, more, begins) => {
    const { code, files } = await session(init, `ca export ca --out ${out}${more}`);
    expect(code).toBe(0);
    expect(text(files.get(out)!.content)).toContain(begins);
  });

  it('export writes a certificate with its key as PKCS#12', async () => {
    const signed = await session(init, requests, sign);
    const path = issuedFiles(signed).find((name) => name.includes('expc1'))!;
    const call = `ca export ca ${path} --key csr/expc1.example.com.key.pem --out expc1.pfx --key-passphrase-file secret`;
    const { code, stderr, files } = await session([
      call,
      { files: { ...contentsOf(signed), ...secret.files } },
    ]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('wrote expc1.pfx')]);
    expect(files.get('expc1.pfx')!.mode).toBe(0o600);
  });
});

describe('ca refuses', () => {
  const edited = (path: string, edit: (content: string) => string) => async (files: Files) => ({
    ...files,
    [path]: edit(text(files[path]!)),
  });
  const withoutLastLine = (content: string): string => content.split('\n').slice(0, -2).join('\n') + '\n';

  it.each<
    readonly [
      string,
      readonly string[],
      string,
      ((files: Files) => Promise<Files>) | undefined,
      number,
      string,
    ]
  >([
    ['a folder that is there', [init], init, undefined, 4, 'ca exists'],
    ['to guess the domains', [], 'ca init ca --no-passphrase', undefined, 2, '--no-constraints'],
    [
      'keys without passphrase unless told so',
      [],
      'ca init ca -d corp.yaml',
      undefined,
      2,
      '--no-passphrase',
    ],
    ['to sign unasked', [init, requests], 'ca sign ca csr -d corp.yaml', undefined, 2, '--yes'],
    [
      'a folder that is no CA',
      [requests],
      'ca sign csr csr -d corp.yaml --yes',
      undefined,
      3,
      'csr has no journal',
    ],
    [
      'a journal with a changed line',
      [init],
      'ca list ca',
      edited('ca/journal.jsonl', (content) => content.replace('"by":"root"', '"by":"Root"')),
      3,
      'line 3, does not follow',
    ],
    [
      'a journal older than the CA',
      [init, requests, sign],
      'ca list ca',
      edited('ca/journal.jsonl', withoutLastLine),
      3,
      'is older than what was done here',
    ],
    [
      'a journal of which nobody can tell whether it is the newest',
      [init],
      'ca list ca',
      edited('ca/journal.head', (content) => content.slice(0, 20)),
      3,
      'journal.head is damaged',
    ],
    [
      'a folder in which it cannot write',
      [init, requests, sign],
      'ca list ca',
      async (files) => ({
        ...Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('ca/issued/'))),
        'ca/issued': '',
      }),
      4,
      'ca cannot be worked in',
    ],
    [
      'what it did not issue',
      [init],
      'ca revoke ca 77 --reason superseded',
      undefined,
      3,
      'is no certificate of this CA',
    ],
    ['another ending', [init], 'ca export ca --out chain.txt', undefined, 2, 'ends in none of'],
    ['a key in PEM', [init], 'ca export ca --out chain.pem --key x', undefined, 2, 'nothing else does'],
  ])('%s', async (_, before, call, change, code, says) => {
    const world = before.length > 0 ? contentsOf(await session(...before)) : { 'corp.yaml': corp };
    const files = change ? await change(world) : world;
    const outcome = await session([call, { files }]);
    expect([outcome.code, outcome.stderr]).toEqual([code, expect.stringContaining(says)]);
  });

  it('a request that lacks a name, and says how to find out what mends it', async () => {
    const less = corp.replace(
      'chatNodeAliases: [chatnode1.example.com]',
      'chatNodeAliases: [other.example.com]',
    );
    expect(less).not.toBe(corp);
    const prepared = await session(
      [init, { files: { 'less.yaml': less } }],
      'csr create -d less.yaml --out csr --peer expe1.example.com',
    );
    const refused = await session([sign, { files: contentsOf(prepared) }]);
    expect([refused.code, refused.stderr]).toEqual([
      4,
      expect.stringMatching(
        /csr\/name-missing: DNS:chatnode1\.example\.com is missing\n.*expcert csr check csr\/\S+ -d corp\.yaml/s,
      ),
    ]);
    expect(issuedFiles(refused)).toEqual([]);
  });

  it('names that are not planned, unless they are allowed', async () => {
    const more = corp.replace('[chatnode1.example.com]', '[chatnode1.example.com, chatnode2.example.com]');
    const world: World = { files: { 'more.yaml': more } };
    const prepared = await session(
      [init, world],
      'csr create -d more.yaml --out csr --peer expe1.example.com',
    );
    const refused = await session([sign, { files: contentsOf(prepared) }]);
    expect([refused.code, refused.stderr]).toEqual([
      4,
      expect.stringContaining('--allow-extra DNS:chatnode2.example.com'),
    ]);
    const allowed = await session([
      `${sign} --allow-extra DNS:chatnode2.example.com`,
      { files: contentsOf(prepared) },
    ]);
    expect([allowed.code, allowed.stderr]).toEqual([
      0,
      expect.stringContaining('DNS:chatnode2.example.com   not planned'),
    ]);
  });

  it.each([
    ['that is at work', ['boot-2'], 4, 'another run is at work in ca'],
    ['that is no more', [], 0, ''],
  ])('to work beside another run, but not beside one %s', async (_, running, code, says) => {
    const files = { ...contentsOf(await session(init)), 'ca/.lock-boot-2': '' };
    const outcome = await session(['ca list ca', { files, running }]);
    expect([outcome.code, outcome.stderr]).toEqual([code, expect.stringContaining(says)]);
    expect(outcome.files.has('ca/.lock-boot-2')).toBe(running.length > 0);
  });

  it('nothing of a line that was being written, and writes files again that are missing', async () => {
    const signed = await session(init, requests, sign);
    const [path, ...others] = issuedFiles(signed);
    const { [path!]: _, ...files } = contentsOf(signed);
    const torn = { ...files, 'ca/journal.jsonl': `${text(files['ca/journal.jsonl']!)}{"number":9,"prev` };
    const outcome = await session(['ca list ca', { files: torn }]);
    expect(outcome.code).toBe(0);
    expect(issuedFiles(outcome).sort()).toEqual([path!, ...others].sort());
    expect(text(outcome.files.get('ca/journal.jsonl')!.content)).toBe(text(files['ca/journal.jsonl']!));
  });
});
