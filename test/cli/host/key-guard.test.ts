import { createPrivateKey, type KeyObject } from 'node:crypto';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { refuseKey } from '../../../src/cli/host/output-file.ts';
import { privateKeyOf } from '../../support/keys.ts';
import { corp, corpPeers } from '../../support/corp.ts';
import { expcertIn, fakeIo } from '../../support/io.ts';

const key: KeyObject = createPrivateKey(privateKeyOf('rsa-2048-b').export({ format: 'pem', type: 'pkcs8' }));
const pem = key.export({ format: 'pem', type: 'pkcs8' });
const pkcs8 = key.export({ format: 'der', type: 'pkcs8' });
const [core] = corpPeers;
const csr = `csr/${core}.csr.pem`;
const create = (files: Record<string, string | Uint8Array>, ...flags: readonly string[]) =>
  expcertIn(
    { files: { 'corp.yaml': corp, ...files } },
    'csr',
    'create',
    '-d',
    'corp.yaml',
    '--out',
    'csr',
    ...flags,
  );

describe('a file that gives way', () => {
  it.each<[string, string | Uint8Array]>([
    ['a key in PEM', pem],
    ['a key in PEM behind a text', `CSR and key\n${pem.toString()}`],
    ['PKCS#8 in DER', pkcs8],
    ['PKCS#1 in DER', key.export({ format: 'der', type: 'pkcs1' })],
    [
      'an encrypted key in DER',
      key.export({ format: 'der', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' }),
    ],
    ['the start of a PKCS#12 file', Buffer.from('3082100002010330820ff006092a864886f70d010701', 'hex')],
    ['a key in an archive', zipSync({ 'a.key': new Uint8Array(pkcs8) })],
    ['octets that nobody knows', Uint8Array.of(0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2)],
    ['a key in JSON', JSON.stringify({ key: pem })],
  ])('is no %s', async (_, content) => {
    const { io } = fakeIo({ files: { a: content } });
    await expect(refuseKey('a', io.fs)).rejects.toMatchObject({ exitCode: 4 });
  });

  it.each<[string, string | Uint8Array]>([
    ['a text', 'old'],
    ['a JSON report', '{"items":[]}'],
    ['an empty file', ''],
    ['an archive of texts', zipSync({ 'a.txt': new TextEncoder().encode('some text') })],
  ])('may be %s', async (_, content) => {
    const { io } = fakeIo({ files: { a: content } });
    await expect(refuseKey('a', io.fs)).resolves.toBeUndefined();
  });
});

describe('csr create --force', () => {
  it.each([
    ['zip', 'a.zip'],
    ['manifest', 'csr/manifest.json'],
    ['CSR', csr],
  ])('overwrites no key in the place of the %s', async (_, path) => {
    const outcome = await create({ [path]: pem.toString() }, '--force', '--zip', 'a.zip');
    expect(outcome.code, outcome.stderr).toBe(4);
    expect(outcome.stderr).toContain(`${path} holds a private key`);
    expect([...outcome.files.keys()].sort()).toEqual(['corp.yaml', path].sort());
  });

  it('still replaces a zip of CSRs', async () => {
    const first = await create({}, '--out', 'first', '--zip', 'a.zip');
    const zip = first.files.get('a.zip')!.content;
    const outcome = await create({ 'a.zip': zip }, '--force', '--zip', 'a.zip');
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(Object.keys(unzipSync(zip))).toHaveLength(3);
  });
});

describe('csr create --zip', () => {
  it.each([
    [`csr/${core}.key.pem`, `the key of ${core}`],
    [`./csr/../${csr}`, `the CSR of ${core}`],
    ['csr/manifest.json', 'the manifest'],
  ])('takes no name of another output: %s', async (zip, what) => {
    const outcome = await create({}, '--zip', zip);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain(`is also ${what}\n`);
    expect([...outcome.files.keys()]).toEqual(['corp.yaml']);
  });
});

describe('the old manifest', () => {
  it.each([[['--replace-keys']], [['--reuse-key', 'csr']]])('is kept with %j', async (flags) => {
    const first = await create({});
    const files = Object.fromEntries([...first.files].map(([path, { content }]) => [path, content]));
    const again = await create(files, ...flags);
    expect(again.code, again.stderr).toBe(0);
    expect(again.files.get('csr/manifest.json.bak')!.content).toEqual(files['csr/manifest.json']);
    expect(again.stderr).toContain('kept  csr/manifest.json as csr/manifest.json.bak\n');
  });
});
