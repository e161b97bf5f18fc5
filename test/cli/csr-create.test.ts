import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readCsr } from '../../src/lib/csr/parse.ts';
import { readPem } from '../../src/lib/formats/pem.ts';
import { exportPrivateKey, readPrivateKey } from '../../src/lib/formats/private-key.ts';
import { printGeneralName } from '../../src/lib/x509/general-name.ts';
import { publicKeyHash } from '../../src/lib/x509/fingerprint.ts';
import { corp, corpPeers } from '../support/corp.ts';
import { expcertIn, fakeIo, type RunOutcome, type World } from '../support/io.ts';
import { keyPairOf } from '../support/requests.ts';
import { run as runProgram } from '../../src/cli/program/run.ts';

const create = ['csr', 'create', '-d', 'corp.yaml', '--out', 'csr'];
const [core, edge1, edge2] = corpPeers;
const keyOf = (peer: string) => `csr/${peer}.key.pem`;
const csrOf = (peer: string) => `csr/${peer}.csr.pem`;

const run = (files: NonNullable<World['files']>, ...flags: string[]): Promise<RunOutcome> =>
  expcertIn({ files: { 'corp.yaml': corp, ...files } }, ...create, ...flags);

const text = ({ files }: Pick<RunOutcome, 'files'>, path: string): string =>
  Buffer.from(files.get(path)?.content ?? []).toString();
const created = ({ files }: RunOutcome): string[] =>
  [...files.keys()].filter((path) => path !== 'corp.yaml').sort();
const requestIn = (pem: string) => readCsr(readPem(pem).blocks[0]!.bytes);

/** The files that a run left, as the start of the next. */
const left = ({ files }: RunOutcome): Record<string, Uint8Array> =>
  Object.fromEntries([...files].map(([path, { content }]) => [path, content]));

async function keyHash(pem: string): Promise<string> {
  return publicKeyHash((await readPrivateKey(pem)).spki);
}

interface Json {
  readonly items: readonly Record<string, unknown>[];
  readonly [part: string]: unknown;
}
const json = ({ stdout }: RunOutcome): Json => JSON.parse(stdout) as Json;
const manifestOf = (outcome: RunOutcome) =>
  JSON.parse(text(outcome, 'csr/manifest.json')) as { peers: readonly Record<string, unknown>[] };

describe('csr create', () => {
  it('makes a key and a CSR for every peer, and a manifest', async () => {
    const outcome = await run({});
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(created(outcome)).toEqual(
      [...corpPeers.flatMap((peer) => [csrOf(peer), keyOf(peer)]), 'csr/manifest.json'].sort(),
    );
    for (const peer of corpPeers) {
      const { publicKey } = requestIn(text(outcome, csrOf(peer)));
      expect(await keyHash(text(outcome, keyOf(peer)))).toBe(await publicKeyHash(publicKey.der));
      expect(outcome.files.get(keyOf(peer))!.mode).toBe(0o600);
      expect(text(outcome, keyOf(peer))).toMatch(/-----END PRIVATE KEY-----\n$/);
    }
  });

  it('tells the result on stdout and everything else on stderr', async () => {
    const outcome = await run({});
    expect(outcome.stdout).toBe('3 CSRs. Send the .csr.pem files to your CA. Keep the .key.pem files.\n');
    expect(outcome.stderr).toBe(
      'wrote csr/expc1.example.com.csr.pem   3 names   key csr/expc1.example.com.key.pem (no passphrase, 0600)\n' +
        'wrote csr/expe1.example.com.csr.pem   5 names   key csr/expe1.example.com.key.pem (no passphrase, 0600)\n' +
        'wrote csr/expe2.example.com.csr.pem   5 names   key csr/expe2.example.com.key.pem (no passphrase, 0600)\n' +
        'wrote csr/manifest.json   public key hashes and names, for later checks; no secrets\n' +
        'next: expcert csr check csr/ -d corp.yaml --manifest csr/manifest.json\n',
    );
  });

  it('says how to decrypt a key for the upload', async () => {
    const outcome = await expcertIn(
      { files: { 'corp.yaml': corp, pw: 'x' } },
      ...['csr', 'create', '-d', 'corp.yaml', '--out', 'my csr', '--peer', edge1],
      ...['--encrypt-keys', '--key-passphrase-file', 'pw'],
    );
    expect(outcome.stderr).toContain('(encrypted, 0600)');
    expect(outcome.stderr).toContain(
      'note: the Expressway takes a key without passphrase only; shortly before the upload run\n' +
        "      openssl pkey -in 'my csr/expe1.example.com.key.pem' -out expe1.key    and delete expe1.key afterwards\n",
    );
    expect(outcome.stderr).toContain("next: expcert csr check 'my csr/' -d");
  });

  it('asks for the names of the plan, in its order', async () => {
    const outcome = await run({}, '--peer', edge1);
    const { extensions } = requestIn(text(outcome, csrOf(edge1)));
    const san = extensions.find(({ id }) => id === '2.5.29.17');
    expect(san).toMatchObject({ name: 'subjectAltName' });
    const plan = await expcertIn(
      { files: { 'corp.yaml': corp } },
      'plan',
      '-d',
      'corp.yaml',
      '--names',
      edge1,
    );
    const names = (san as unknown as { value: Parameters<typeof printGeneralName>[0][] }).value;
    expect(names.map(printGeneralName)).toEqual(
      plan.stdout
        .trim()
        .split('\n')
        .map((name) => `dns:${name}`),
    );
  });

  it('gives JSON without key material', async () => {
    const outcome = await run({}, '--json', '--peer', edge1);
    const { publicKey, der } = requestIn(text(outcome, csrOf(edge1)));
    expect(json(outcome).items).toEqual([
      {
        id: csrOf(edge1),
        file: csrOf(edge1),
        kind: 'certificate-request',
        peer: edge1,
        cluster: 'edge',
        names: ['expe1', 'expe', 'collab-edge']
          .map((name) => `DNS:${name}.example.com`)
          .concat('DNS:example.com', 'DNS:chatnode1.example.com'),
        key: 'ECDSA P-256',
        keyFile: keyOf(edge1),
        publicKeyHash: await publicKeyHash(publicKey.der),
        sha256: createHash('sha256').update(der).digest('hex').toUpperCase().match(/../g)!.join(':'),
      },
    ]);
    expect(outcome.stdout).not.toContain('PRIVATE');
  });

  it('writes a manifest that knows every request, and no secret', async () => {
    const outcome = await run({}, '--json');
    const { items } = json(outcome);
    const manifest = manifestOf(outcome);
    expect(manifest).toMatchObject({
      schemaVersion: '1.0',
      tool: { name: 'expcert' },
      createdAt: '2026-11-22T10:00:00Z',
      deployment: { name: 'Example Corp' },
    });
    expect(manifest.peers).toEqual(
      items.map(({ peer, cluster, sha256, key, publicKeyHash, names }) => ({
        ...{
          peer,
          cluster,
          ca: 'private',
          createdAt: '2026-11-22T10:00:00Z',
          csr: `${String(peer)}.csr.pem`,
        },
        sha256: String(sha256).replaceAll(':', '').toLowerCase(),
        ...{ key, publicKeyHash, names },
      })),
    );
    expect(text(outcome, 'csr/manifest.json')).not.toContain('PRIVATE');
  });

  it.each([
    ['rsa:2048', 'RSA 2048'],
    ['ec:p384', 'ECDSA P-384'],
    ['ec:p521', 'ECDSA P-521'],
  ])('makes %s keys where --key asks for them', async (flag, key) => {
    const outcome = await run({}, '--key', flag, '--hash', 'sha512', '--peer', core, '--json');
    expect(json(outcome).items[0]).toMatchObject({ key });
    const { signatureAlgorithm } = requestIn(text(outcome, csrOf(core)));
    expect(signatureAlgorithm.id).toBe(
      flag.startsWith('rsa') ? '1.2.840.113549.1.1.13' : '1.2.840.10045.4.3.4',
    );
  });

  it('takes a selection of peers or a cluster', async () => {
    expect(json(await run({}, '--json', '--peer', edge2, core)).items.map(({ peer }) => peer)).toEqual([
      core,
      edge2,
    ]);
    expect(json(await run({}, '--json', '--cluster', 'edge')).items).toHaveLength(2);
  });

  it('writes DER, and a zip with the CSRs alone', async () => {
    const outcome = await run({}, '--der', '--zip', 'out/for-the-ca.zip');
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(created(outcome)).toContain('csr/expe1.example.com.csr.der');
    const zip = unzipSync(outcome.files.get('out/for-the-ca.zip')!.content);
    expect(Object.keys(zip)).toEqual(corpPeers.map((peer) => `${peer}.csr.der`));
    expect(zip[`${core}.csr.der`]).toEqual(outcome.files.get(`csr/${core}.csr.der`)!.content);
    expect(outcome.stdout).toContain('Send the .csr.der files');
  });

  it('writes nothing in a dry run', async () => {
    const outcome = await run({}, '--dry-run');
    expect(outcome.code).toBe(0);
    expect(created(outcome)).toEqual([]);
    expect(outcome.stdout).toContain(
      `would write ${csrOf(core)}   3 names   key ${keyOf(core)} (no passphrase, 0600)\n`,
    );
    expect(outcome.stdout).toContain('3 CSRs. Nothing was written (--dry-run).\n');
  });

  it('says nothing on stderr, and only findings on stdout, with --quiet', async () => {
    const outcome = await run({}, '--quiet');
    expect([outcome.code, outcome.stdout, outcome.stderr]).toEqual([0, '', '']);
  });
});

describe('csr create beside files that are there', () => {
  it('refuses to overwrite a key, says what it is, and changes nothing', async () => {
    const first = await run({});
    const again = await run(left(first));
    expect(again.code).toBe(4);
    expect(left(again)).toEqual(left(first));
    const [, found] = /expe2.example.com.key.pem exists; nothing was written\n {3}= found: (.*)\n/.exec(
      again.stderr,
    )!;
    const hash = await keyHash(text(first, keyOf(edge2)));
    expect(found).toBe(
      `ECDSA P-256 key without passphrase, made 2026-10-02, public key ${hash}; ${csrOf(edge2)} uses it`,
    );
    for (const peer of corpPeers)
      expect(again.stderr).toContain(`error: ${keyOf(peer)} exists; nothing was written\n`);
    expect(again.stderr).toContain(
      '   = help:  to ask for a new certificate with the SAME key:    expcert csr create -d corp.yaml --out csr --reuse-key csr\n' +
        '            to make a NEW key and keep the old one as .bak:    expcert csr create -d corp.yaml --out csr --replace-keys\n' +
        '            --force does not replace keys\n',
    );
  });

  it('names the peers whose keys could be used again, where others have none', async () => {
    const first = await run({}, '--peer', edge2, core);
    const again = await run(left(first));
    expect(again.stderr).not.toContain(`${keyOf(edge1)} exists`);
    const advice = /SAME key: +expcert (.*)\n/.exec(again.stderr)![1]!;
    expect(advice).toBe(`csr create -d corp.yaml --out csr --peer ${core} --peer ${edge2} --reuse-key csr`);
    expect((await expcertIn({ files: left(first) }, ...advice.split(' '))).code).toBe(0);
  });

  it('--force does not replace keys', async () => {
    const first = await run({});
    const again = await run(left(first), '--force');
    expect(again.code).toBe(4);
    expect(left(again)).toEqual(left(first));
  });

  it('knows an encrypted key by the manifest', async () => {
    const flags = ['--encrypt-keys', '--key-passphrase-file', 'pw', '--peer', core];
    const first = await run({ pw: 'x' }, ...flags);
    const hash = String(manifestOf(first).peers[0]!['publicKeyHash']);
    const known = await run(left(first));
    expect(known.stderr).toContain(
      `found: encrypted ECDSA P-256 key, made 2026-10-02, public key ${hash}; ${csrOf(core)} uses it`,
    );
    const { 'csr/manifest.json': _, ...rest } = left(first);
    const unknown = await run(rest);
    expect(unknown.stderr).toContain(
      `found: encrypted key, made 2026-10-02; ${csrOf(core)} lies beside it\n`,
    );
  });

  it('--replace-keys makes new keys and keeps the old ones under names of their own', async () => {
    const first = await run({});
    const second = await run(left(first), '--replace-keys');
    const third = await run(left(second), '--replace-keys');
    expect(third.code, third.stderr).toBe(0);
    for (const peer of corpPeers) {
      expect(text(third, `${keyOf(peer)}.bak`)).toBe(text(first, keyOf(peer)));
      expect(text(third, `${csrOf(peer)}.bak`)).toBe(text(first, csrOf(peer)));
      expect(text(third, `${keyOf(peer)}.bak2`)).toBe(text(second, keyOf(peer)));
      expect(text(third, `${csrOf(peer)}.bak2`)).toBe(text(second, csrOf(peer)));
      expect(text(third, keyOf(peer))).not.toBe(text(second, keyOf(peer)));
    }
    expect(third.stderr).toContain(`kept  ${keyOf(core)} as ${keyOf(core)}.bak2\n`);
    expect(manifestOf(third).peers).toHaveLength(3);
  });

  it('key and CSR get the same number, the first that is free for both', async () => {
    const first = await run({}, '--peer', core);
    const second = await run(
      { ...left(first), [`${csrOf(core)}.bak`]: 'older' },
      '--peer',
      core,
      '--replace-keys',
    );
    expect(text(second, `${csrOf(core)}.bak`)).toBe('older');
    expect(text(second, `${keyOf(core)}.bak2`)).toBe(text(first, keyOf(core)));
    expect(text(second, `${csrOf(core)}.bak2`)).toBe(text(first, csrOf(core)));
  });

  it('--reuse-key makes new CSRs for the same keys, as the help line says', async () => {
    const first = await run({});
    const again = await run(left(first), '--reuse-key', 'csr');
    expect(again.code, again.stderr).toBe(0);
    for (const peer of corpPeers) {
      expect(text(again, keyOf(peer))).toBe(text(first, keyOf(peer)));
      expect(text(again, `${csrOf(peer)}.bak`)).toBe(text(first, csrOf(peer)));
      const { publicKey } = requestIn(text(again, csrOf(peer)));
      expect(await publicKeyHash(publicKey.der)).toBe(await keyHash(text(first, keyOf(peer))));
    }
    expect(again.stderr).toContain(`key ${keyOf(core)} (used again)`);
  });

  it('--reuse-key leaves the keys where they are', async () => {
    const first = await run({}, '--peer', core);
    const again = await run(left(first), '--out', 'next', '--reuse-key', 'csr', '--peer', core);
    expect(again.code, again.stderr).toBe(0);
    expect(created(again)).toEqual([
      ...[csrOf(core), keyOf(core), 'csr/manifest.json'].sort(),
      ...[`next/${core}.csr.pem`, 'next/manifest.json'],
    ]);
  });

  it('--reuse-key puts no CSR beside another key', async () => {
    const first = await run({}, '--peer', core);
    const other = { ...left(first), [`next/${core}.key.pem`]: first.files.get(keyOf(core))!.content };
    const again = await run(other, '--out', 'next', '--reuse-key', 'csr', '--peer', core);
    expect(again.code).toBe(4);
    expect(again.stderr).toContain(`next/${core}.key.pem exists; nothing was written\n`);
    expect((await run(other, '--out', './csr', '--reuse-key', 'csr/', '--peer', core)).code).toBe(0);
  });

  it('--reuse-key warns where the key is not of the kind that the file asks for, and of one that others can read', async () => {
    const pem = await exportPrivateKey((await keyPairOf({ type: 'rsa', bits: 2048 })).privateKey);
    const outcome = await run({ [keyOf(core)]: pem }, '--reuse-key', 'csr', '--peer', core);
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toContain(
      `! warning ${keyOf(core)} is RSA 2048, the deployment file asks for ECDSA P-256\n`,
    );
    expect(outcome.stdout).toMatch(/! warning\s+key\/readable-by-others/);
    expect(outcome.stdout).toContain(keyOf(core));
    expect(requestIn(text(outcome, csrOf(core))).publicKey).toMatchObject({ kind: 'rsa', bits: 2048 });
  });

  it.each([
    ['is missing', {}, `${keyOf(core)}: no such file or folder`],
    ['is no key', { [keyOf(core)]: 'hello' }, `${keyOf(core)} is not a private key that can be read`],
    [
      'is of another kind',
      { [keyOf(core)]: '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n' },
      'is a kind of key that is not read here',
    ],
  ])('--reuse-key ends with 3 where a key %s', async (_, files, words) => {
    const outcome = await run(files, '--reuse-key', 'csr', '--peer', core);
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toContain(words);
    expect(outcome.files.has(csrOf(core))).toBe(false);
  });

  it('refuses a CSR in the way, and replaces it with --force', async () => {
    const files = { [csrOf(core)]: 'old' };
    const refused = await run(files, '--peer', core);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain(`${csrOf(core)} exists; nothing was written\n`);
    expect(refused.stderr).toContain('found: a file that is no CSR, made 2026-10-02\n');
    expect(refused.stderr).toContain('help:  to replace CSRs: --force\n');
    const forced = await run(files, '--peer', core, '--force');
    expect(forced.code, forced.stderr).toBe(0);
    expect(text(forced, csrOf(core))).toContain('BEGIN CERTIFICATE REQUEST');
    expect(created(forced)).toEqual([csrOf(core), keyOf(core), 'csr/manifest.json'].sort());
  });

  it('does not leave a CSR in the other encoding that looks like the new one', async () => {
    const files = { [csrOf(core)]: 'old' };
    expect((await run(files, '--peer', core, '--der')).code).toBe(4);
    const forced = await run(files, '--peer', core, '--der', '--force');
    expect(created(forced)).toContain(`${csrOf(core)}.bak`);
    expect(created(forced)).not.toContain(csrOf(core));
  });

  it('refuses where a folder has the name of a key, even with --replace-keys', async () => {
    for (const flags of [[], ['--replace-keys'], ['--force']]) {
      const outcome = await run({ [`${keyOf(core)}/x`]: '' }, ...flags);
      expect(outcome.code).toBe(4);
      expect(outcome.stderr).toContain(`${keyOf(core)} exists; nothing was written\n   = found: a folder\n`);
      expect(outcome.stderr).not.toContain('help');
    }
  });

  it.each([
    ['csr', { csr: 'a file' }],
    ['csr/deep', { csr: 'a file' }],
  ])('refuses where --out %s goes through a file', async (out, files) => {
    const outcome = await run(files, '--out', out);
    expect(outcome.code).toBe(4);
    expect(outcome.stderr).toContain('csr is a file, not a folder; nothing was written');
    expect(outcome.stderr).toContain('help: choose another folder with --out');
  });

  it('refuses to overwrite a zip, and replaces it with --force', async () => {
    const refused = await run({ 'a.zip': 'old' }, '--zip', 'a.zip');
    expect(refused.code).toBe(4);
    expect(created(refused)).toEqual(['a.zip']);
    const forced = await run({ 'a.zip': 'old' }, '--zip', 'a.zip', '--force');
    expect(Object.keys(unzipSync(forced.files.get('a.zip')!.content))).toHaveLength(3);
  });

  it('warns of a folder that others can write to', async () => {
    const { io, fs, stderr } = fakeIo({ files: { 'corp.yaml': corp } });
    fs.folders.set('csr', 0o777);
    expect(await runProgram(create, io)).toBe(0);
    expect(stderr()).toContain(
      '! warning others can write to csr (mode 0777), where the keys go: chmod go-w csr\n',
    );
  });
});

describe('the manifest of a second run', () => {
  it('keeps the entries of the other peers, in their places', async () => {
    const first = await run({}, '--cluster', 'edge');
    const second = await run(left(first), '--peer', core);
    expect(second.code, second.stderr).toBe(0);
    expect(manifestOf(second).peers.slice(0, 2)).toEqual(manifestOf(first).peers);
    expect(manifestOf(second).peers.map(({ peer }) => peer)).toEqual([edge1, edge2, core]);
  });

  it('does not lose what it knows of a peer unasked', async () => {
    const first = await run({}, '--peer', core);
    const { [keyOf(core)]: _key, [csrOf(core)]: _csr, ...rest } = left(first);
    const second = await run(rest);
    expect(second.code).toBe(4);
    expect(second.stderr).toContain(
      `csr/manifest.json has an entry for ${core}, whose files are gone; nothing was written`,
    );
    expect((await run(rest, '--force')).code).toBe(0);
  });

  it.each([
    ['no manifest of ours', 'hello', 'exists and is no manifest of expcert'],
    ['another schema', '{"schemaVersion":"9.0"}', 'exists and is no manifest of expcert'],
    [
      'of another deployment',
      JSON.stringify({
        schemaVersion: '1.0',
        tool: { name: 'expcert' },
        deployment: { name: 'Other' },
        peers: [],
      }),
      'belongs to another deployment',
    ],
  ])('is refused where it is %s, and replaced with --force', async (_, content, words) => {
    const files = { 'csr/manifest.json': content };
    const refused = await run(files);
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain(words);
    const forced = await run(files, '--force');
    expect(forced.code, forced.stderr).toBe(0);
    expect(manifestOf(forced).peers).toHaveLength(3);
  });
});

describe('--keep-going', () => {
  it('leaves out peers that something stands in the way of, and ends with 4', async () => {
    const outcome = await run({ [keyOf(edge1)]: 'a key' }, '--keep-going', '--json');
    expect(outcome.code).toBe(4);
    expect(json(outcome).items.map(({ peer }) => peer)).toEqual([core, edge2]);
    expect(text(outcome, keyOf(edge1))).toBe('a key');
    expect(outcome.stderr).toContain(`${keyOf(edge1)} exists; this CSR is left out\n`);
    expect(outcome.stderr).toContain('exit 4: 1 refused, the rest was done\n');
    expect(json(outcome)['refused']).toHaveLength(1);
    expect(manifestOf(outcome).peers).toHaveLength(2);
  });

  it('leaves out peers whose key cannot be read, and ends with 3', async () => {
    const first = await run({}, '--peer', core);
    const outcome = await run(left(first), '--keep-going', '--reuse-key', 'csr');
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toContain(`${keyOf(edge1)}: no such file or folder`);
    expect(created(outcome)).toContain(`${csrOf(core)}.bak`);
  });

  it('is of no help where nothing is left', async () => {
    const first = await run({});
    const outcome = await run(left(first), '--keep-going');
    expect(outcome.code).toBe(4);
    expect(left(outcome)).toEqual(left(first));
  });

  it('writes each peer whole or not at all', async () => {
    const { io, fs, stderr } = fakeIo({ files: { 'corp.yaml': corp } });
    const { atOnce } = fs;
    const broken = {
      ...atOnce,
      create: (path: string, content: string | Uint8Array, mode: number) => {
        if (path === csrOf(edge1)) throw Object.assign(new Error(), { code: 'EIO' });
        atOnce.create(path, content, mode);
      },
    };
    expect(await runProgram([...create, '--keep-going'], { ...io, fs: { ...fs, atOnce: broken } })).toBe(4);
    expect(stderr()).toContain(`${csrOf(edge1)} could not be written`);
    expect([...fs.files.keys()].filter((path) => path.includes('expe1'))).toEqual([]);
    expect([...fs.files.keys()]).toContain(csrOf(edge2));
  });
});

describe('a plan with findings', () => {
  const weak = corp.replace('{ type: ec, curve: P-256 }', '{ type: rsa, bits: 1024 }');

  it('ends the run with 1 before any key is made', async () => {
    const outcome = await run({ 'corp.yaml': weak }, '--json');
    expect(outcome.code).toBe(1);
    expect(created(outcome)).toEqual([]);
    expect(json(outcome)).toMatchObject({
      items: [],
      findings: expect.arrayContaining([expect.objectContaining({ code: 'plan/key-refused' })]) as unknown,
    });
  });

  it('says how to go on all the same', async () => {
    const outcome = await run({ 'corp.yaml': corp.replace('X15.2', 'X14.2') });
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toContain('plan/key-type-release');
    expect(outcome.stdout).toContain('Nothing was written.\n--fail-on never makes the CSRs all the same.\n');
    const forced = await run({ 'corp.yaml': corp.replace('X15.2', 'X14.2') }, '--fail-on', 'never');
    expect(forced.code).toBe(0);
    expect(forced.stdout).toContain('plan/key-type-release');
  });

  it.each([
    ['a key size', weak, 'RSA keys have 2048, 3072 or 4096 bits here, not 1024'],
    [
      'a country by its object identifier',
      corp.replace('C: GB', '"2.5.4.6": gb'),
      'subject C "gb": expected two capital letters',
    ],
    ['a CN by its object identifier', corp.replace('C: GB', '"2.5.4.3": x'), 'give it as commonName'],
    ['half a character', corp.replace('Example Corp }', '"a\\ud800" }'), 'text without control characters'],
  ])(
    'that nobody can carry out ends with 3 although findings are waved through: %s',
    async (_, file, words) => {
      const outcome = await run({ 'corp.yaml': file }, '--fail-on', 'never');
      expect(outcome.code, outcome.stderr).toBe(3);
      expect(outcome.stderr).toContain('error: the CSR of expc1.example.com cannot be made as planned: ');
      expect(outcome.stderr).toContain(words);
      expect(outcome.stderr.match(/cannot be made/g)).toHaveLength(1);
      expect(created(outcome)).toEqual([]);
    },
  );

  it('is judged for the peers of this call only, and as --key and --hash change it', async () => {
    const outcome = await run({ 'corp.yaml': weak }, '--key', 'ec:p256');
    expect(outcome.code, outcome.stdout).toBe(0);
  });
});

describe('custody: expressway', () => {
  const all = corp.replace('ca: private', 'ca: private\ncustody: expressway');
  const someEdge = corp.replace('    role: E', '    role: E\n    custody: expressway');

  it('is refused with the two ways on', async () => {
    const outcome = await run({ 'corp.yaml': all });
    expect(outcome.code).toBe(4);
    expect(outcome.stderr).toContain(
      'error: this deployment makes its keys on the Expressway (custody: expressway), so expcert cannot make the CSR\n',
    );
    expect(outcome.stderr).toMatch(/--> corp\.yaml:6:\d+\n/);
    expect(outcome.stderr).toContain(
      `print the values to type in:      expcert plan -d corp.yaml --form ${core}\n`,
    );
    expect(outcome.stderr).toContain('or make the keys here: set custody: tool');
  });

  it('of one cluster is refused where the call asks for it', async () => {
    for (const flags of [
      ['--cluster', 'edge'],
      ['--peer', edge1],
      ['--peer', core, edge1],
    ]) {
      const outcome = await run({ 'corp.yaml': someEdge }, ...flags);
      expect(outcome.code).toBe(4);
      expect(outcome.stderr).toContain('cluster edge makes its keys on the Expressway');
      expect(created(outcome)).toEqual([]);
    }
  });

  it('of one cluster does not keep a call for everything from making the others', async () => {
    const outcome = await run({ 'corp.yaml': someEdge }, '--json');
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(json(outcome).items.map(({ peer }) => peer)).toEqual([core]);
    expect(json(outcome)['leftOut']).toEqual(
      [edge1, edge2].map((peer) => ({ peer, cluster: 'edge', because: 'custody: expressway' })),
    );
    expect(outcome.stderr).toContain(
      `left out ${edge1}: its key is made on the Expressway (custody: expressway); expcert plan -d corp.yaml --form ${edge1}\n`,
    );
  });
});

describe('wrong use of csr create', () => {
  it.each([
    ['an unknown peer', ['--peer', 'expe3.example.com'], 'did you mean expe1.example.com?'],
    ['an unknown cluster', ['--cluster', 'egde'], 'did you mean edge?'],
    ['no number of jobs', ['--jobs', '0'], 'a number from 1 to 9999'],
    ['an unknown kind of key', ['--key', 'rsa:1024'], 'Allowed choices are rsa:2048'],
    ['two ways with old keys', ['--reuse-key', 'csr', '--replace-keys'], 'cannot be used with'],
    [
      'encryption of keys that stay as they are',
      ['--reuse-key', 'csr', '--encrypt-keys'],
      'cannot be used with',
    ],
    [
      'another kind for keys that stay as they are',
      ['--reuse-key', 'csr', '--key', 'ec:p256'],
      'cannot be used with',
    ],
  ])('ends with 2: %s', async (_, flags, words) => {
    const outcome = await run({}, ...flags);
    expect(outcome.code, outcome.stderr).toBe(2);
    expect(outcome.stderr).toContain(words);
    expect(created(outcome)).toEqual([]);
  });
});

describe('Ctrl-C', () => {
  it('while keys are made leaves nothing, and says so', async () => {
    const world = fakeIo({ files: { 'corp.yaml': corp }, terminal: ['stderr'] });
    const { subtle } = globalThis.crypto;
    const slow = new Proxy(subtle, {
      get: (target, name) =>
        name === 'generateKey'
          ? () => (world.interrupt(), new Promise(() => {}))
          : (Reflect.get(target, name) as (...args: unknown[]) => unknown).bind(target),
    });
    const crypto = {
      subtle: slow,
      getRandomValues: globalThis.crypto.getRandomValues.bind(globalThis.crypto),
    };
    const code = await runProgram(['--color', 'never', ...create], {
      ...world.io,
      crypto: crypto as unknown as Crypto,
    });
    expect(code).toBe(130);
    expect(world.stderr()).toContain('[1/3] expc1.example.com');
    expect(world.stderr()).toContain('stopped; nothing was written\n');
    expect([...world.fs.files.keys()]).toEqual(['corp.yaml']);
  });
});
