import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildRequest, good, keyText, type RequestRecipe } from '../../fixtures/recipes/requests.ts';
import type { FileSystem } from '../../src/cli/host/io.ts';
import { nodeFileSystem } from '../../src/cli/host/node-file-system.ts';
import { run } from '../../src/cli/program/run.ts';
import { toBase64 } from '../../src/lib/bytes.ts';
import { writePem } from '../../src/lib/formats/pem.ts';
import { expcertIn, fakeIo, type RunOutcome, type World } from '../support/io.ts';
import { scratchFolder } from '../support/scratch.ts';

const root = join(import.meta.dirname, '../..');
const requestFolder = join(root, 'fixtures/requests');
const fixtures = Object.fromEntries(
  readdirSync(requestFolder).map((name) => [name, readFileSync(join(requestFolder, name))]),
);
const deployment = readFileSync(join(root, 'examples/corp.yaml'), 'utf8');
const request = (recipe: RequestRecipe = {}): string => writePem('CERTIFICATE REQUEST', buildRequest(recipe));
const planned = [...good.names, 'DNS:example.org'];

const files: NonNullable<World['files']> = {
  ...fixtures,
  'corp.yaml': deployment,
  'inbox/expe1.csr': fixtures['expe1-without-collab-edge.csr.pem']!,
  'inbox/expe2.csr': fixtures['expe2-with-extra-name.csr.pem']!,
  'key.pem': keyText('rsa-2048'),
  'other-key.pem': keyText('rsa-2048-b'),
  'cut.csr': request().slice(0, 300),
  'damaged.csr': buildRequest().subarray(0, 300),
  'malformed.csr': buildRequest({ broken: { attributes: Uint8Array.of(0x31, 0) } }),
  'page.html': '<!DOCTYPE html><title>Sign in</title>',
  'note.txt': 'The request follows.',
  'keys/key.pem': keyText('rsa-2048'),
  'empty.csr': '',
};

const check = (...argv: string[]): Promise<RunOutcome> => expcertIn({ files }, 'csr', 'check', ...argv);
const json = async (...argv: string[]) => JSON.parse((await check(...argv, '--json')).stdout) as CheckResult;

interface CheckResult {
  readonly summary: Record<string, number>;
  readonly items: readonly {
    readonly id: string;
    readonly file: string;
    readonly entry?: number;
    readonly peer?: string;
  }[];
  readonly requests: readonly { readonly item: string; readonly questions: readonly string[] }[];
  readonly notChecked: readonly { readonly id: string; readonly what: string; readonly why: string }[];
  readonly findings: readonly {
    readonly code: string;
    readonly locations: readonly { file: string; line?: number; entry?: number }[];
  }[];
  readonly unread?: readonly { readonly message: string }[];
}

describe('the exit code', () => {
  it.each<[string, string[], number]>([
    ['nothing to complain about', ['expe1.csr.pem', '-d', 'corp.yaml'], 0],
    ['a warning', ['inbox/expe2.csr', '-d', 'corp.yaml'], 0],
    ['a warning with --fail-on warning', ['inbox/expe2.csr', '-d', 'corp.yaml', '--fail-on', 'warning'], 1],
    ['an error', ['inbox/expe1.csr', '-d', 'corp.yaml'], 1],
    ['an error with --exit-zero', ['inbox/expe1.csr', '-d', 'corp.yaml', '--exit-zero'], 0],
    ['an error and a file that is not there', ['inbox/expe1.csr', 'nothing.csr', '-d', 'corp.yaml'], 3],
    ['no deployment', ['expe1.csr.pem'], 0],
    ['no file named', [], 2],
    ['--peer without deployment', ['expe1.csr.pem', '--peer', 'expe1.example.com'], 2],
    ['a peer nobody has', ['expe1.csr.pem', '-d', 'corp.yaml', '--peer', 'expe9.example.com'], 2],
    ['a passphrase and no key', ['expe1.csr.pem', '--key-passphrase-file', 'note.txt'], 2],
    ['a deployment file that is none', ['expe1.csr.pem', '-d', 'note.txt'], 3],
    ['a certificate that is none', ['note.txt'], 3],
    ['a request cut off', ['cut.csr'], 3],
    ['a manifest that is none', ['expe1.csr.pem', '--manifest', 'note.txt'], 3],
    ['a key that is none', ['expe1.csr.pem', '--key', 'note.txt'], 3],
    ['a folder without a request', ['keys'], 3],
    ['the wrong private key', ['expe1.csr.pem', '--key', 'other-key.pem'], 1],
    ['the right private key', ['expe1.csr.pem', '--key', 'key.pem'], 0],
  ])('of %s is %i', async (_, argv, code) => {
    const outcome = await check(...argv);
    expect([outcome.code, outcome.stderr.includes('    at ')]).toEqual([code, false]);
  });
});

describe('the text', () => {
  it('says for each request whose it is, what held, what is wrong, what breaks and what to type where', async () => {
    const { stdout, stderr } = await check('inbox/expe1.csr', 'inbox/expe2.csr', '-d', 'corp.yaml');
    expect(stdout).toContain('inbox/expe1.csr   edge / expe1.example.com (matched by 6 of 7 names)\n');
    expect(stdout).toContain(
      '✓ ok       signature verifies; RSA 2048; SHA-256; EKU server+client; CN is one of the names\n',
    );
    expect(stdout).toContain('✗ error    csr/name-missing  DNS:collab-edge.example.com is missing\n');
    expect(stdout).toContain('MRA sign-in fails for example.com');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'set "Unified CM registrations domains" to example.com, Format CollabEdgeDNS,',
    );
    expect(stdout).toMatch(/\(corp\.yaml:\d+:\d+\)/);
    expect(stdout).toContain('inbox/expe2.csr   edge / expe2.example.com (7 of 7 names)\n');
    expect(stdout).toContain('! warning  csr/name-extra  DNS:www.example.com is not in the plan\n');
    expect(stdout).toContain(
      '14 names in 2 requests checked against corp.yaml: 1 error, 1 warning, 0 not checked\n',
    );
    expect(stderr).toBe('exit 1: 1 error at or above --fail-on error\n');
  });

  it('never keeps quiet about what was not checked', async () => {
    const { stdout } = await check('expe1.csr.pem');
    expect(stdout).toContain('– not checked  names (no deployment file)\n');
    expect(stdout).toContain(
      '7 names in 1 request, no deployment file to compare with: 0 errors, 0 warnings, 1 not checked\n',
    );
  });

  it('says so when all is well', async () => {
    const { stdout } = await check('expe1.csr.pem', '-d', 'corp.yaml');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      '✓ ok all checks: signature verifies; RSA 2048; SHA-256; EKU server+client;',
    );
  });

  it('says so when there was nothing to check', async () => {
    expect((await check('note.txt')).stdout).toBe('no request was checked\n');
    expect((await check('keys')).stdout).toBe(
      'no request was checked; 1 other file passed over (list: -v)\n',
    );
  });

  it('with --quiet shows only what is wrong', async () => {
    expect((await check('expe1.csr.pem', '-q', '-d', 'corp.yaml')).stdout).toBe('');
    expect((await check('inbox/expe1.csr', '-q', '-d', 'corp.yaml')).stdout).not.toContain('✓ ok');
  });

  it('of a challenge password shows nothing, in no format', async () => {
    const { stdout } = await check('other-name-forms.csr.pem', '-v');
    const asJson = await check('other-name-forms.csr.pem', '--json');
    expect(stdout + asJson.stdout).not.toContain('not a secret');
  });
});

describe('requests in an archive', () => {
  it('are checked, with their place in it', async () => {
    const zip = zipSync({ 'a/expe1.csr': strToU8(request()), 'readme.txt': strToU8('hi') });
    const { code, stdout } = await expcertIn(
      { files: { 'inbox.zip': zip } },
      'csr',
      'check',
      'inbox.zip',
      '--json',
    );
    expect(code).toBe(0);
    const { items } = JSON.parse(stdout) as CheckResult;
    expect(items.map(({ id, file }) => [id, file])).toEqual([
      ['inbox.zip!/a/expe1.csr', 'inbox.zip!/a/expe1.csr'],
    ]);
  });
});

describe('what is no request', () => {
  it.each([
    ['key.pem', 'is not a certificate signing request', 'a private key'],
    ['page.html', 'is not a certificate signing request', 'an HTML page'],
    ['note.txt', 'is not a certificate signing request', 'text without any PEM block'],
    ['empty.csr', 'is not a certificate signing request', 'nothing: the file is empty'],
    ['cut.csr', 'CERTIFICATE REQUEST cannot be read', 'the text seems to be cut off'],
    ['damaged.csr', 'is a damaged certificate signing request', 'bytes are missing'],
    ['malformed.csr', 'is a malformed certificate signing request', 'new copy is the same'],
    ['nothing.csr', 'no such file or folder', ''],
  ])('%s is told as what it is, and the others are checked', async (file, message, found) => {
    const { code, stdout, stderr } = await check(file, 'expe1.csr.pem', '-d', 'corp.yaml');
    expect(code).toBe(3);
    expect(stderr).toContain(`error: ${file}`);
    expect(stderr).toContain(message);
    expect(stderr).toContain(found);
    expect(stdout).toContain('expe1.csr.pem   edge / expe1.example.com (7 of 7 names)');
  });

  it('is passed over in a folder, but for a damaged request', async () => {
    const world = {
      'in/a.csr': request(),
      'in/b.key': keyText('rsa-2048'),
      'in/c.txt': 'note',
      'in/d/e.csr': request().slice(0, 99),
    };
    const { code, stdout, stderr } = await expcertIn({ files: world }, 'csr', 'check', 'in', '-v');
    expect(code).toBe(3);
    expect(stderr).toContain('error: in/d/e.csr: CERTIFICATE REQUEST cannot be read');
    expect(stdout).toContain('in/a.csr');
    expect(stdout).toContain('passed over: in/b.key\npassed over: in/c.txt\n');
    expect(stdout).toContain('2 other files passed over');
  });
});

describe('the JSON result', () => {
  it('has an item for each request, and each finding its places', async () => {
    const { summary, items, findings } = await json('inbox', '-d', 'corp.yaml');
    expect(summary).toEqual({ error: 1, warning: 1, notice: 0, notChecked: 0, waived: 0 });
    expect(items.map(({ file, entry, peer }) => [file, entry, peer])).toEqual([
      ['inbox/expe1.csr', undefined, 'expe1.example.com'],
      ['inbox/expe2.csr', undefined, 'expe2.example.com'],
    ]);
    const line = deployment.split('\n').findIndex((text) => text.includes('CollabEdgeDNS')) + 1;
    expect(
      findings.map(({ code, locations }) => [code, locations.map((place) => [place.file, place.line])]),
    ).toEqual([
      [
        'csr/name-missing',
        [
          ['inbox/expe1.csr', undefined],
          ['corp.yaml', line],
        ],
      ],
      ['csr/name-extra', [['inbox/expe2.csr', undefined]]],
    ]);
  });

  it('counts what was not checked', async () => {
    const { summary, requests, notChecked } = await json('weak.csr.pem');
    expect(summary['notChecked']).toBe(2);
    expect(notChecked.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'names of the request: no deployment file',
      'usages of the request: no deployment file',
    ]);
    expect(requests[0]!.questions).toEqual(notChecked.map(({ id }) => id));
  });

  it('tells several requests in one file by their number', async () => {
    const world = { 'two.pem': request() + request({ names: ['DNS:expe1'] }) };
    const { stdout } = await expcertIn({ files: world }, 'csr', 'check', 'two.pem', '--json');
    const { items, findings } = JSON.parse(stdout) as CheckResult;
    expect(items.map(({ id, entry }) => [id, entry])).toEqual([
      ['two.pem#1', 1],
      ['two.pem#2', 2],
    ]);
    expect(findings.map(({ code, locations }) => [code, locations.map(({ entry }) => entry)])).toContainEqual(
      ['csr/key-shared', [2, 1]],
    );
  });

  it('from stdin is the same as from a file, but for the name (C6)', async () => {
    for (const input of ['inbox/expe1.csr', 'damaged.csr', 'note.txt']) {
      const stdin = files[input]!;
      const piped = await expcertIn({ files, stdin }, 'csr', 'check', '-', '-d', 'corp.yaml', '--json');
      const named = await check(input, '-d', 'corp.yaml', '--json');
      expect(piped.code).toBe(named.code);
      expect(piped.stdout).toBe(named.stdout.replaceAll(input, 'stdin'));
    }
  });
});

describe('flags', () => {
  const manifest = (peer: string) =>
    JSON.stringify({
      schemaVersion: '1.0',
      tool: { name: 'expcert', version: '0.1.0' },
      createdAt: '2026-11-22T10:00:00Z',
      deployment: { name: 'Example Corp', sha256: '' },
      peers: [
        {
          ...{
            peer,
            cluster: 'edge',
            createdAt: '2026-11-22T10:00:00Z',
            csr: '',
            sha256: '',
            key: 'RSA 2048',
            names: [],
          },
          publicKeyHash: hash,
        },
      ],
    });
  const hash = `sha256:${execFileSync('node', ['-e', hashScript(), keyText('rsa-2048')]).toString()}`;

  it('--manifest says whose key it is', async () => {
    const world = { ...files, 'manifest.json': manifest('expe2.example.com') };
    const { stdout } = await expcertIn(
      { files: world },
      'csr',
      'check',
      'expe1.csr.pem',
      '-d',
      'corp.yaml',
      '--manifest',
      'manifest.json',
    );
    expect(stdout).toContain('edge / expe2.example.com (known by its key, 6 of 7 names)');
    expect(stdout).toContain('DNS:expe2.example.com is missing');
  });

  it('--peer says whose request it is', async () => {
    const { stdout } = await check('expe1.csr.pem', '-d', 'corp.yaml', '--peer', 'EXPE2.example.com');
    expect(stdout).toContain('edge / expe2.example.com (--peer, 6 of 7 names)');
  });

  it('the deployment is looked for in the current folder', async () => {
    const world = { 'expcert.yaml': deployment, 'a.csr': request({ names: planned }) };
    const { stdout } = await expcertIn({ files: world }, 'csr', 'check', 'a.csr');
    expect(stdout).toContain('checked against expcert.yaml: 0 errors, 0 warnings, 0 not checked');
  });

  function hashScript(): string {
    return `const c = require('node:crypto'); const pem = process.argv[1];
      const spki = c.createPublicKey(pem.slice(pem.indexOf('-----BEGIN'))).export({ type: 'spki', format: 'der' });
      process.stdout.write(c.createHash('sha256').update(spki).digest('base64'));`;
  }
});

describe('a real folder', () => {
  const folder = scratchFolder();
  const inReality = async (...argv: string[]) => {
    const fake = fakeIo({});
    const code = await run(['csr', 'check', ...argv], { ...fake.io, fs: nodeFileSystem });
    return { code, stdout: fake.stdout(), stderr: fake.stderr() };
  };

  it('with links in circles, a pipe, a huge sparse file and a link that leads nowhere is walked to its end', async () => {
    const inbox = join(folder, 'in box');
    mkdirSync(join(inbox, 'deep'), { recursive: true });
    writeFileSync(join(inbox, 'a.csr'), request());
    symlinkSync('..', join(inbox, 'deep', 'up'));
    symlinkSync('../deep', join(inbox, 'deep', 'self'));
    symlinkSync('nowhere', join(inbox, 'broken'));
    symlinkSync('circle', join(inbox, 'circle'));
    writeFileSync(join(inbox, 'huge'), '');
    truncateSync(join(inbox, 'huge'), 2 ** 40);
    expect(spawnSync('mkfifo', [join(inbox, 'pipe')]).status).toBe(0);
    const { code, stdout } = await inReality(inbox);
    expect(code).toBe(0);
    expect(stdout.match(/a\.csr/g)).toHaveLength(1);
    expect(stdout).toContain('4 other files passed over');
  });

  it.each([
    ['pipe', 'is neither a file nor a folder'],
    ['huge', 'is too large'],
    ['broken', 'is neither a file nor a folder'],
  ])('a %s that is named is told and not waited for', async (name, message) => {
    const { code, stderr } = await inReality(join(folder, 'in box', name));
    expect(code).toBe(3);
    expect(stderr).toContain(message);
  });

  it('what may not be read is told, and the rest is checked', async () => {
    const inbox = join(folder, 'closed');
    mkdirSync(join(inbox, 'locked'), { recursive: true });
    for (const name of ['a.csr', 'b.csr']) writeFileSync(join(inbox, name), request());
    // Root may read everything, whatever the mode says.
    const refuse = (path: string): void => {
      if (/a\.csr$|locked$/.test(path)) throw Object.assign(new Error(path), { code: 'EACCES' });
    };
    const fake = fakeIo({});
    const fs: FileSystem = {
      ...nodeFileSystem,
      read: async (path) => (refuse(path), nodeFileSystem.read(path)),
      list: async (path) => (refuse(path), nodeFileSystem.list(path)),
    };
    expect(await run(['csr', 'check', inbox], { ...fake.io, fs })).toBe(3);
    expect(fake.stderr().match(/permission denied/g)).toHaveLength(2);
    expect(fake.stdout()).toContain('b.csr');
  });
});

describe('damaged requests', () => {
  const forms: [string, Uint8Array][] = Object.entries(fixtures).flatMap(
    ([name, pem]): [string, Uint8Array][] => {
      const base64 = /-----\n([^-]+)-----END/.exec(pem.toString('latin1'))![1]!;
      return [
        [name, new Uint8Array(pem)],
        [name.replace('.pem', '.der'), new Uint8Array(Buffer.from(base64, 'base64'))],
      ];
    },
  );
  const random = fc.sample(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), {
    seed: 20261122,
    numRuns: 600,
  });

  it.each(forms)('%s, cut at 200 lengths and changed at 200 bytes, is read or told', async (_, bytes) => {
    const world: Record<string, Uint8Array> = {};
    for (let at = 0; at < 200; at++) {
      world[`cut-${at}`] = bytes.subarray(0, Math.floor(random[at]! * bytes.length));
      const changed = new Uint8Array(bytes);
      changed[Math.floor(random[at + 200]! * bytes.length)]! ^= 1 + Math.floor(random[at + 400]! * 255);
      world[`changed-${at}`] = changed;
    }
    const names = Object.keys(world);
    const { code, stdout, stderr } = await expcertIn({ files: world }, 'csr', 'check', ...names, '--json');
    const { items, unread = [] } = JSON.parse(stdout) as CheckResult;
    expect([0, 1, 3]).toContain(code);
    expect(stderr).not.toContain('    at ');
    const told = new Set([
      ...items.map(({ file }) => file),
      ...unread.map(({ message }) => /^(cut|changed)-\d+/.exec(message)![0]),
    ]);
    expect(names.filter((name) => !told.has(name))).toEqual([]);
  });

  it('in base64 without armour are told too', async () => {
    const whole = toBase64(buildRequest());
    const { code, stdout } = await expcertIn(
      { files: { a: whole, b: whole.slice(0, 400) } },
      'csr',
      'check',
      'a',
      'b',
    );
    expect(code).toBe(3);
    expect(stdout).toContain('6 names in 1 request');
  });
});
