import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expcert, program } from '../support/cli.ts';
import { corp, corpPeers } from '../support/corp.ts';
import { readOpensslText } from '../support/csr-text.ts';
import { describeWith, runProgram } from '../support/programs.ts';
import { scratchFolder } from '../support/scratch.ts';

const folder = scratchFolder('expcert Tést ');
const file = join(folder, 'corp.yaml');
writeFileSync(file, corp);
const rsaFile = join(folder, 'rsa.yaml');
writeFileSync(rsaFile, corp.replace('{ type: ec, curve: P-256 }', '{ type: rsa, bits: 4096 }'));
const fixture = join(import.meta.dirname, '../../fixtures/corp.yaml');

const create = (out: string, deployment = file) => [
  'csr',
  'create',
  '-d',
  deployment,
  '--out',
  out,
  '--no-input',
];
const inFolder = (name: string) => join(folder, name);
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

/** Name → SHA-256 of everything in a folder. */
function checksums(out: string): Record<string, string> {
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(out, name)))
      .digest('hex');
  return Object.fromEntries(
    readdirSync(out)
      .sort()
      .map((name) => [name, digest(name)]),
  );
}

describeWith('openssl', 'the CSRs of the sample deployment (C2)', () => {
  it('verify, and hold the names of plan --names', async () => {
    const out = inFolder('C2');
    const { status, stderr } = await expcert(create(out, fixture));
    expect(status, stderr).toBe(0);
    const csrs = readdirSync(out).filter((name) => name.endsWith('.csr.pem'));
    expect(csrs).toHaveLength(4);
    for (const csr of csrs) {
      const openssl = runProgram('openssl', ['req', '-noout', '-verify', '-text', '-in', join(out, csr)]);
      expect(openssl.stderr).toContain('verify OK');
      const plan = await expcert(['plan', '-d', fixture, '--names', csr.replace('.csr.pem', '')]);
      expect(readOpensslText(openssl.stdout).names).toEqual(
        plan.stdout
          .trim()
          .split('\n')
          .map((name) => `DNS:${name}`),
      );
    }
  });
});

describe('the files that csr create makes (C3)', () => {
  it.each(['000', '022', '077'])('have the right modes with umask %s', async (umask) => {
    const out = inFolder(`umask ${umask}/deep/er`);
    const { status, stderr } = await expcert(create(out), { umask });
    expect(status, stderr).toBe(0);
    expect([mode(out), mode(join(out, '..')), mode(join(out, '../..'))]).toEqual(['700', '700', '700']);
    for (const name of readdirSync(out)) {
      if (name.endsWith('.key.pem')) expect(mode(join(out, name))).toBe('600');
      else expect(statSync(join(out, name)).mode & 0o133).toBe(0);
    }
  });

  it('leave the mode of a folder that was there alone', async () => {
    const out = inFolder('was there');
    mkdirSync(out, { mode: 0o750 });
    await expcert(create(out));
    expect(mode(out)).toBe('750');
  });
});

describeWith('strace', 'a key file (C3)', () => {
  it('is opened exclusively, for its owner alone, under its own name', () => {
    const out = inFolder('strace');
    const call = [process.execPath, program, ...create(out)];
    const { stderr } = runProgram('strace', ['-f', '-e', 'trace=openat', '-s', '200', ...call]);
    const opened = stderr.split('\n').filter((line) => /\.key\.pem.*O_CREAT/.test(line));
    expect(opened).toHaveLength(corpPeers.length);
    for (const line of opened) expect(line).toMatch(/O_CREAT\|O_EXCL\|.*, 0600\)/);
  });
});

describe('a second run (C4)', () => {
  it('exits 4 and changes no byte, --force changes no key, --replace-keys keeps the old ones', async () => {
    const out = inFolder('C4');
    expect((await expcert(create(out))).status).toBe(0);
    const first = checksums(out);
    expect((await expcert(create(out))).status).toBe(4);
    expect(checksums(out)).toEqual(first);
    expect((await expcert([...create(out), '--force'])).status).toBe(4);
    expect(checksums(out)).toEqual(first);
    expect((await expcert([...create(out), '--replace-keys'])).status).toBe(0);
    const replaced = checksums(out);
    for (const peer of corpPeers) {
      expect(replaced[`${peer}.key.pem`]).not.toBe(first[`${peer}.key.pem`]);
      expect(replaced[`${peer}.key.pem.bak`]).toBe(first[`${peer}.key.pem`]);
      expect(mode(join(out, `${peer}.key.pem.bak`))).toBe('600');
    }
  });
});

describeWith('setsid', 'without a terminal (C5)', () => {
  it('--encrypt-keys ends with 2, says which flag is missing, and makes nothing', () => {
    const out = inFolder('C5');
    const call = [process.execPath, program, 'csr', 'create', '-d', rsaFile, '--out', out, '--encrypt-keys'];
    const { status, stderr } = runProgram('setsid', ['--wait', ...call]);
    expect(status).toBe(2);
    expect(stderr).toContain('--key-passphrase-file');
    expect(existsSync(out)).toBe(false);
  });
});

describe('a signal while keys are made', () => {
  // RSA 4096 takes seconds a key, so three of them are not done when the plan has been read.
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s leaves nothing behind', async (name) => {
    const out = inFolder(`signal ${name}/deep`);
    const call = [...create(out, rsaFile), '--jobs', '1', '--verbose'];
    const { status, stdout, stderr } = await expcert(call, { signal: { name, after: 'making 3 CSRs' } });
    expect(status, stderr).toBe(130);
    expect(stdout).toBe('');
    expect(stderr).toContain('stopped; nothing was written\n');
    expect(stderr).toMatch(/\nexit 130: interrupted\n$/);
    expect(existsSync(inFolder(`signal ${name}`))).toBe(false);
  });
});

describe('a disk that takes no more', () => {
  it('leaves nothing half-written', () => {
    const out = inFolder('full');
    const call = [process.execPath, program, ...create(out, rsaFile), '--key', 'rsa:2048'];
    // One block of 512 bytes a file: the first key is cut off in the middle.
    const { status, stderr } = runProgram('/bin/sh', [
      '-c',
      'trap "" XFSZ; ulimit -f 1; exec "$@"',
      'sh',
      ...call,
    ]);
    expect(status, stderr).toBe(4);
    expect(stderr).toContain('could not be written');
    expect(stderr).toContain('note: nothing was written');
    expect(existsSync(out)).toBe(false);
  });
});

describe('where the program is called', () => {
  it('does not matter: a folder that nobody can write to, with --out elsewhere', async () => {
    const out = inFolder('von /proc');
    const { status, stderr } = await expcert(create(out), { cwd: '/proc' });
    expect(status, stderr).toBe(0);
    expect(readdirSync(out)).toHaveLength(7);
  });

  it.each(['ein Ordner/mit Ümläuten', '日本', './a/../b', "it's"])(
    'relative folders are made: %s',
    async (out) => {
      const { status, stderr } = await expcert(create(out), { cwd: folder });
      expect(status, stderr).toBe(0);
      expect(readdirSync(join(folder, out))).toHaveLength(7);
    },
  );

  it('a folder that cannot be made is refused with 4', async () => {
    const { status, stderr } = await expcert(create('/proc/nowhere'));
    expect(status).toBe(4);
    expect(stderr).toContain('/proc/nowhere could not be written: ');
  });

  it('the current folder is taken as well', async () => {
    const cwd = inFolder('current');
    mkdirSync(cwd);
    const { status, stderr } = await expcert(create('.'), { cwd });
    expect(status).toBe(0);
    expect(stderr).toContain('next: expcert csr check ./ -d ');
    expect(readdirSync(cwd)).toContain('manifest.json');
  });
});

describe('key material', () => {
  it('is in the key files and nowhere else', async () => {
    const out = inFolder('secrets');
    const { stdout, stderr } = await expcert([
      ...create(out),
      '--json',
      '--verbose',
      '--zip',
      join(out, 'a.zip'),
    ]);
    const others = readdirSync(out).filter((name) => !name.endsWith('.key.pem'));
    for (const text of [stdout, stderr, ...others.map((name) => readFileSync(join(out, name), 'latin1'))]) {
      expect(text).not.toContain('PRIVATE KEY');
    }
  });
});
