import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corp } from '../support/corp.ts';
import { expcertIn, type RunOutcome, type World } from '../support/io.ts';
import { describeWith, runProgram } from '../support/programs.ts';

/** X15.5: the core has a client certificate of its own, the server certificate of the edge is copied. */
const twoStores = corp
  .replace('X15.2', 'X15.5')
  .replace('    role: C\n', '    role: C\n    client: { ca: private }\n')
  .replace('    role: E\n', '    role: E\n    client: copy of the server certificate\n');
const core = 'expc1.example.com';
const ofClient = `${core}-client`;
const servers = [core, 'expe1.example.com', 'expe2.example.com'];

const run = (files: NonNullable<World['files']>, ...argv: string[]): Promise<RunOutcome> =>
  expcertIn({ files: { 'corp.yaml': twoStores, ...files } }, ...argv);
const create = (files: NonNullable<World['files']>, ...flags: string[]): Promise<RunOutcome> =>
  run(files, 'csr', 'create', '-d', 'corp.yaml', '--out', 'csr', ...flags);
const left = ({ files }: RunOutcome): Record<string, Uint8Array> =>
  Object.fromEntries([...files].map(([path, { content }]) => [path, content]));
const created = ({ files }: RunOutcome): string[] =>
  [...files.keys()].filter((path) => path !== 'corp.yaml').sort();
const pairs = (...names: readonly string[]): string[] =>
  names.flatMap((name) => [`csr/${name}.csr.pem`, `csr/${name}.key.pem`]);
const text = ({ files }: RunOutcome, path: string): string =>
  Buffer.from(files.get(path)?.content ?? []).toString();

interface Json {
  readonly items: readonly Record<string, unknown>[];
  readonly plan: { readonly requests: readonly Record<string, unknown>[] };
  readonly leftOut?: readonly Record<string, unknown>[];
  readonly findings: readonly Record<string, unknown>[];
}
const json = ({ stdout }: RunOutcome): Json => JSON.parse(stdout) as Json;

describe('csr create for two stores', () => {
  it('makes a key and a CSR for each store, with names that tell them apart', async () => {
    const outcome = await create({});
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(created(outcome)).toEqual([...pairs(...servers, ofClient), 'csr/manifest.json'].sort());
    expect(outcome.files.get(`csr/${ofClient}.key.pem`)!.mode).toBe(0o600);
    expect(text(outcome, `csr/${ofClient}.key.pem`)).not.toBe(text(outcome, `csr/${core}.key.pem`));
    expect(outcome.stdout).toContain('4 CSRs.');
  });

  it('gives every request an entry in the manifest, that of the client store with its store', async () => {
    const { peers } = JSON.parse(text(await create({}), 'csr/manifest.json')) as {
      peers: Record<string, unknown>[];
    };
    expect(peers.map(({ peer, store, csr }) => [peer, store, csr])).toEqual([
      [core, undefined, `${core}.csr.pem`],
      [core, 'client', `${ofClient}.csr.pem`],
      ['expe1.example.com', undefined, 'expe1.example.com.csr.pem'],
      ['expe2.example.com', undefined, 'expe2.example.com.csr.pem'],
    ]);
  });

  it('says which request goes to which CA where they are two, and the manifest keeps it', async () => {
    const twoCas = twoStores.replace('    role: C\n', '    role: C\n    ca: public\n    issuer: DigiCert\n');
    const outcome = await create({ 'corp.yaml': twoCas }, '--cluster', 'core');
    expect(outcome.stdout).toContain(
      [
        '2 CSRs. Send each .csr.pem file to its own CA. Keep the .key.pem files.',
        'to the public CA DigiCert:',
        `  csr/${core}.csr.pem`,
        'to the private CA:',
        `  csr/${ofClient}.csr.pem`,
      ].join('\n'),
    );
    const { peers } = JSON.parse(text(outcome, 'csr/manifest.json')) as { peers: Record<string, unknown>[] };
    expect(peers.map(({ ca, issuer }) => [ca, issuer])).toEqual([
      ['public', 'DigiCert'],
      ['private', undefined],
    ]);
  });

  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['--peer makes both of the peer', ['--peer', core], [core, ofClient]],
    ['--store client makes those of the client stores alone', ['--store', 'client'], [ofClient]],
    ['--store server makes those of the server stores alone', ['--store', 'server'], servers],
  ])('%s', async (_, flags, names) => {
    expect(created(await create({}, ...flags))).toEqual([...pairs(...names), 'csr/manifest.json'].sort());
  });

  it('overwrites neither key, and adds a client certificate to keys that are there', async () => {
    const servers = await create({}, '--store', 'server');
    const again = await create(left(servers));
    expect(again.code).toBe(4);
    const added = await create(left(servers), '--store', 'client');
    expect(added.code, added.stderr).toBe(0);
    expect(text(added, `csr/${core}.key.pem`)).toBe(text(servers, `csr/${core}.key.pem`));
    const { peers } = JSON.parse(text(added, 'csr/manifest.json')) as { peers: unknown[] };
    expect(peers).toHaveLength(4);
    const whole = await create(left(added), '--peer', core);
    expect(whole.code).toBe(4);
    expect(whole.stderr).toContain(`${ofClient}.key.pem exists`);
    expect(left(whole)).toEqual(left(added));
  });

  it('renews with the same keys, each its own', async () => {
    const first = await create({});
    const second = await create(left(first), '--reuse-key', 'csr');
    expect(second.code, second.stderr).toBe(0);
    const check = await run(
      left(second),
      ...['csr', 'check', 'csr/', '-d', 'corp.yaml', '--manifest', 'csr/manifest.json', '--json'],
    );
    expect(json(check).findings).toEqual([]);
  });

  it('leaves out a client certificate whose key is made on the box, and makes the other', async () => {
    const onBox = twoStores.replace('{ ca: private }', '{ ca: private, custody: expressway }');
    const outcome = await create({ 'corp.yaml': onBox }, '--peer', core, '--json');
    expect(created(outcome)).toEqual([...pairs(core), 'csr/manifest.json'].sort());
    expect(json(outcome).leftOut).toEqual([
      { peer: core, cluster: 'core', store: 'client', because: 'client: custody: expressway' },
    ]);
  });

  it('makes nothing for an Expressway that gets its certificate by ACME', async () => {
    const acme = twoStores.replace('    role: E\n', '    role: E\n    issuedBy: expressway-acme\n');
    const outcome = await create({ 'corp.yaml': acme }, '--json');
    expect(created(outcome)).toEqual([...pairs(core, ofClient), 'csr/manifest.json'].sort());
    expect(json(outcome).leftOut).toMatchObject([
      { peer: 'expe1.example.com', because: 'issuedBy: expressway-acme' },
      { peer: 'expe2.example.com', because: 'issuedBy: expressway-acme' },
    ]);
    const asked = await create({ 'corp.yaml': acme }, '--cluster', 'edge');
    expect(asked.code).toBe(4);
    expect(asked.stderr).toContain(
      'cluster edge makes its keys on the Expressway (issuedBy: expressway-acme)',
    );
    expect(asked.stderr).toContain('set issuedBy: files');
  });

  it('has no client certificate to make on a release before', async () => {
    const before = { 'corp.yaml': twoStores.replace('X15.5', 'X15.4') };
    expect(created(await create(before))).toEqual([...pairs(...servers), 'csr/manifest.json'].sort());
    const none = await create(before, '--store', 'client');
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('no request for a client store is planned');
  });
});

describe('what is made of a plan for two stores', () => {
  it('--json has every request with peer and store, and peers as before', async () => {
    const { plan } = json(await run({}, 'plan', '-d', 'corp.yaml', '--json'));
    expect(plan.requests.map(({ peer, store, extendedKeyUsage }) => [peer, store, extendedKeyUsage])).toEqual(
      [
        [core, 'server', ['serverAuth', 'clientAuth']],
        [core, 'client', ['clientAuth']],
        ['expe1.example.com', 'server', ['serverAuth', 'clientAuth']],
        ['expe2.example.com', 'server', ['serverAuth', 'clientAuth']],
      ],
    );
    expect(plan).toMatchObject({
      clusters: [
        { id: 'core', peers: [{ peer: core, clientStore: 'request' }] },
        { id: 'edge', peers: [{ clientStore: 'copy' }, { clientStore: 'copy' }] },
      ],
    });
  });

  it('--against compares each store with its own request', async () => {
    const made = await create({});
    const { items } = json(await run(left(made), 'plan', '-d', 'corp.yaml', '--against', 'csr', '--json'));
    expect(items.filter(({ peer }) => peer === core)).toMatchObject([
      { file: `csr/${core}.csr.pem`, added: [], removed: [] },
      { file: `csr/${ofClient}.csr.pem`, store: 'client', added: [], removed: [] },
    ]);
  });

  it('csr check tells serverAuth alone in the request for the client store', async () => {
    const wrong = twoStores.replace(
      '{ ca: private }',
      '{ ca: private, request: { extendedKeyUsage: [serverAuth] } }',
    );
    const made = await create({ 'corp.yaml': wrong }, '--fail-on', 'never');
    const check = await run(
      { ...left(made), 'corp.yaml': twoStores },
      ...['csr', 'check', `csr/${ofClient}.csr.pem`, '-d', 'corp.yaml', '--json'],
    );
    expect(check.code).toBe(1);
    expect(json(check).items).toMatchObject([{ peer: core, store: 'client', matchedBy: 'names' }]);
    expect(json(check).findings).toMatchObject([
      { code: 'csr/usage-missing', store: 'client', params: { usage: 'clientAuth' } },
    ]);
  });
});

describeWith(['openssl'], 'requests of both stores that openssl signed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'expcert-stores-'));
  const path = (name: string): string => join(folder, name);
  afterAll(() => rmSync(folder, { recursive: true }));
  const issued: Record<string, string> = {};
  let made: RunOutcome;

  beforeAll(async () => {
    const subject = ['-subj', '/O=Example Corp/CN=Example CA', '-days', '3650'];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', path('ca.key')];
    runProgram('openssl', ['req', '-x509', ...key, ...subject, '-out', path('ca.pem')]);
    made = await create({});
    for (const name of [...servers, ofClient]) {
      issued[`issued/${name}.pem`] = sign(name, 365);
    }
  });

  function sign(name: string, days: number): string {
    writeFileSync(path('in.csr'), text(made, `csr/${name}.csr.pem`));
    const ca = [
      '-CA',
      path('ca.pem'),
      '-CAkey',
      path('ca.key'),
      '-days',
      String(days),
      '-in',
      path('in.csr'),
    ];
    return runProgram('openssl', ['x509', '-req', '-copy_extensions', 'copyall', ...ca]).stdout;
  }

  const now = (): string => new Date(Date.now() + 60_000).toISOString();

  it('come back each to its store, and nothing is found missing', async () => {
    const { items, findings } = json(
      await run(
        { ...left(made), ...issued },
        ...['check', '.', '-d', 'corp.yaml', '--manifest', 'csr/manifest.json', '--at', now(), '--json'],
      ),
    );
    const certificates = items.filter(({ kind }) => kind === 'certificate');
    expect(certificates.map(({ file, peer, store }) => [file, peer, store]).sort()).toEqual([
      [`issued/${ofClient}.pem`, core, 'client'],
      [`issued/${core}.pem`, core, 'server'],
      ['issued/expe1.example.com.pem', 'expe1.example.com', 'server'],
      ['issued/expe2.example.com.pem', 'expe2.example.com', 'server'],
    ]);
    const ofCore = findings.filter(
      ({ peer, code }) => peer === core && /^cert\/|client-certificate-missing/.test(String(code)),
    );
    expect(ofCore).toEqual([]);
  });

  it('days left in the table count to the client certificate where that ends first', async () => {
    const soon = { [`issued/${ofClient}.pem`]: sign(ofClient, 40) };
    const { stdout } = await run(
      { ...left(made), ...issued, ...soon },
      ...['check', '.', '-d', 'corp.yaml', '--at', now()],
    );
    expect(stdout).toMatch(/days left +39 \(client\) +364 +364/);
  });

  it.each([
    ['the client certificate', ofClient, 'client'],
    ['the server certificate', core, 'server'],
  ])('%s alone is judged, and nothing is said to be missing beside it', async (_, name, label) => {
    const argv = ['cert', 'check', `issued/${name}.pem`, '-d', 'corp.yaml', '--at', now()];
    const { code, stdout } = await run({ ...left(made), ...issued }, ...argv);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^  ${label}  CN=expc`, 'm'));
    expect(stdout).not.toContain('✗');
  });
});
