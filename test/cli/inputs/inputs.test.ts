import { getEventListeners } from 'node:events';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keyText } from '../../../fixtures/recipes/requests.ts';
import { clackPrompts } from '../../../src/cli/host/clack-prompts.ts';
import { nodeFileSystem } from '../../../src/cli/host/node-file-system.ts';
import { run } from '../../../src/cli/program/run.ts';
import { collectLimited } from '../../../src/cli/host/read-limited.ts';
import { program } from '../../support/cli.ts';
import { expcertIn, fakeIo } from '../../support/io.ts';
import { describeWith, runProgram } from '../../support/programs.ts';
import { scratchFolder } from '../../support/scratch.ts';

const root = join(import.meta.dirname, '../../..');
const corp = join(root, 'examples/corp.yaml');
const requestFile = join(root, 'fixtures/requests/expe1.csr.pem');
const deployment = readFileSync(corp, 'utf8');
const csr = readFileSync(requestFile);
const tooMuch = new Uint8Array(16 * 1024 * 1024 + 1).fill(0x20);

async function onDisk(...argv: string[]) {
  const fake = fakeIo({});
  const code = await run(argv, { ...fake.io, fs: nodeFileSystem });
  return { code, stdout: fake.stdout(), stderr: fake.stderr() };
}

describe('an input that is too large', () => {
  it.each<[string, string[]]>([
    ['the deployment file', ['plan', '-d', 'big']],
    ['the deployment file from stdin', ['plan', '-d', '-']],
    ['the manifest', ['csr', 'check', 'a.csr', '--manifest', 'big']],
    ['the key', ['csr', 'check', 'a.csr', '--key', 'big']],
    ['a request from stdin', ['csr', 'check', '-']],
  ])('is said to be so where it is %s', async (_, argv) => {
    const { code, stderr } = await expcertIn(
      { files: { 'a.csr': csr, big: tooMuch }, stdin: tooMuch },
      ...argv,
    );
    expect(code).toBe(3);
    expect(stderr).toMatch(/error: (big|stdin) is larger than 16 MiB\n/);
    expect(stderr).toContain('help: give the ');
  });

  it('is a passphrase beyond 64 KiB', async () => {
    const files = { 'a.csr': csr, key: keyText('rsa-2048'), pw: 'x'.repeat(64 * 1024 + 1) };
    const call = ['create', '-d', 'corp.yaml', '--encrypt-keys', '--key-passphrase-file', 'pw'];
    const { code, stderr } = await expcertIn(
      { files: { ...files, 'corp.yaml': deployment } },
      'csr',
      ...call,
    );
    expect(code).toBe(3);
    expect(stderr).toContain('pw is larger than 64 KiB\n');
  });

  it('is read no further than the limit', async () => {
    let given = 0;
    async function* endless() {
      for (;;) yield new Uint8Array(1000).fill((given += 1));
    }
    await expect(collectLimited(endless(), 10_000)).rejects.toThrow('larger than');
    expect(given).toBe(11);
  });

  it('is one of exactly the limit not', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'a'), new Uint8Array(100_000));
    expect((await nodeFileSystem.read(join(folder, 'a'), 100_000)).length).toBe(100_000);
    await expect(nodeFileSystem.read(join(folder, 'a'), 99_999)).rejects.toThrow('larger than');
  });
});

describe.skipIf(process.platform === 'win32')('a path that may never end', () => {
  it.each<[string, string[]]>([
    ['-d', ['plan', '-d', '/dev/zero']],
    ['--manifest', ['csr', 'check', requestFile, '--manifest', '/dev/zero']],
    ['--key', ['csr', 'check', requestFile, '--key', '/dev/zero']],
    [
      '--key-passphrase-file',
      [
        ...['csr', 'create', '-d', corp, '--out', '/nonexistent/out'],
        '--encrypt-keys',
        '--key-passphrase-file',
        '/dev/zero',
      ],
    ],
  ])('is not read for %s', async (_, argv) => {
    const { code, stderr } = await onDisk(...argv);
    expect(code).toBe(3);
    expect(stderr).toContain('/dev/zero is neither a file nor a folder\n');
  });

  it('is a named pipe', async () => {
    const pipe = join(scratchFolder(), 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    expect((await onDisk('plan', '-d', pipe)).stderr).toContain('is neither a file nor a folder\n');
  });
});

describeWith(['bash'], 'the built program', () => {
  const shell = (script: string) =>
    runProgram('bash', ['-c', `expcert() { '${process.execPath}' '${program}' "$@"; }; ${script}`]);

  it('reads what the shell hands over as a pipe', () => {
    const { status, stdout } = shell(`expcert plan -d <(cat '${corp}') --names expe1.example.com`);
    expect([status, stdout]).toEqual([0, expect.stringContaining('expe1.example.com')]);
  });

  it.each(['-d - < /dev/zero', '-d /dev/stdin < /dev/zero', '-d <(cat /dev/zero)'])(
    'stops at the limit: plan %s',
    (words) => {
      const { status, stderr } = shell(`expcert plan ${words}`);
      expect(status).toBe(3);
      expect(stderr).toContain('is larger than 16 MiB\n');
    },
  );
});

describe('a key that others can read', () => {
  const files = { 'corp.yaml': deployment, 'a.csr': csr, 'key.pem': keyText('rsa-2048') };
  const call = ['csr', 'check', 'a.csr', '--key', 'key.pem'];

  it('is a finding of csr check, in the text and in JSON', async () => {
    const { code, stdout } = await expcertIn({ files }, ...call);
    expect(code).toBe(0);
    expect(stdout).toMatch(/! warning\s+key\/readable-by-others/);
    expect(stdout).toContain('0 errors, 1 warning,');
    const json = JSON.parse((await expcertIn({ files }, ...call, '--json')).stdout) as {
      findings: { code: string; locations: unknown[] }[];
    };
    expect(json.findings).toMatchObject([
      { code: 'key/readable-by-others', locations: [{ file: 'key.pem' }] },
    ]);
  });

  it.each<[string, string, number]>([
    ['that nobody else can read', 'linux', 0o600],
    ['on Windows, which has no such mode', 'win32', 0o644],
  ])('is not one %s', async (_, platform, mode) => {
    const fake = fakeIo({ files, platform });
    fake.fs.files.set('key.pem', { ...fake.fs.files.get('key.pem')!, mode });
    expect(await run(call, fake.io)).toBe(0);
    expect(fake.stdout()).not.toContain('key/readable-by-others');
  });

  it('is a finding of cert check', async () => {
    const { stdout } = await expcertIn({ files }, 'cert', 'check', 'a.csr', '--key', 'key.pem', '--json');
    expect(stdout).toContain('"key/readable-by-others"');
  });

  it('can be explained', async () => {
    const { code, stdout } = await expcertIn({}, 'explain', 'key/readable-by-others');
    expect([code, stdout]).toEqual([0, expect.stringContaining('chmod 600')]);
  });
});

describe('files that csr create has put aside', () => {
  const files = { 'csr/a.csr.pem': csr, 'csr/a.csr.pem.bak': csr, 'csr/a.csr.pem.bak2': csr };

  it('are passed over in a folder', async () => {
    const { stdout } = await expcertIn({ files }, 'csr', 'check', 'csr', '-v');
    expect(stdout).toContain('in 1 request');
    expect(stdout).toContain('passed over: csr/a.csr.pem.bak2\n');
  });

  it('are checked where they are named', async () => {
    const { stdout } = await expcertIn({ files }, 'csr', 'check', 'csr/a.csr.pem.bak');
    expect(stdout).toContain('in 1 request');
  });
});

describe('an argument that is not UTF-8', () => {
  it.each<[string, string[]]>([
    ['a file', ['csr', 'check', 'caf\uFFFD/a.csr']],
    ['the deployment file', ['plan', '-d', 'caf\uFFFD.yaml']],
    ['the folder to write to', ['csr', 'create', '-d', 'corp.yaml', '--out', 'caf\uFFFD']],
  ])('is refused as %s', async (_, argv) => {
    const { code, stderr, files } = await expcertIn({ files: { 'corp.yaml': deployment } }, ...argv);
    expect([code, [...files.keys()]]).toEqual([2, ['corp.yaml']]);
    expect(stderr).toContain('is not UTF-8\n');
    expect(stderr).toContain('cd into the folder');
  });

  it('is none with an umlaut', async () => {
    const { code } = await expcertIn({ files: { 'café.yaml': deployment } }, 'plan', '-d', 'café.yaml');
    expect(code).toBe(0);
  });
});

describe('questions on a terminal', () => {
  it('leave no listener behind', async () => {
    const { signal } = new AbortController();
    const input = new PassThrough();
    const prompts = clackPrompts(input, new PassThrough().resume(), signal);
    for (let number = 0; number < 12; number++) {
      const asked = prompts.text({ message: 'Name:', initial: 'corp' });
      setImmediate(() => input.write('\r'));
      expect(await asked).toBe('corp');
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    }
  });

  it('are left when the run is interrupted', async () => {
    const controller = new AbortController();
    const prompts = clackPrompts(new PassThrough(), new PassThrough().resume(), controller.signal);
    const asked = prompts.text({ message: 'Name:' });
    controller.abort();
    await expect(asked).rejects.toThrow('interrupted');
  });
});
