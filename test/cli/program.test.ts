import { mkdtempSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expcert, program } from '../support/cli.ts';
import { describeWith, runProgram } from '../support/programs.ts';

const root = join(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const corp = 'examples/corp.yaml';

describe('the built program', () => {
  it.each(['--version', '-V'])('says its version with %s', async (flag) => {
    expect(await expcert([flag])).toEqual({ status: 0, signal: null, stdout: `${version}\n`, stderr: '' });
  });

  it('says its version among other flags, too', async () => {
    expect(await expcert(['--json', '--version'])).toMatchObject({ status: 0, stdout: `${version}\n` });
  });

  it('reads a file and stdin', async () => {
    const named = await expcert(['plan', '-d', corp, '--names', 'expe1.example.com']);
    expect(named).toMatchObject({ status: 0, stdout: expect.stringMatching(/^expe1\.example\.com\n/) });
    const input = readFileSync(join(root, corp));
    const piped = await expcert(['plan', '-d', '-', '--names', 'expe1.example.com'], { input });
    expect(piped.stdout).toBe(named.stdout);
  });

  it.each([
    ['wrong use', ['plan', '--nonsense'], 2],
    ['a missing file', ['plan', '-d', 'missing.yaml'], 3],
    ['a finding', ['plan', '-d', corp, '--fail-on', 'notice'], 1],
    ['an existing report', ['plan', '-d', corp, '--report', 'package.json'], 4],
  ] as const)('ends with the exit code of %s', async (_, argv, code) => {
    expect((await expcert(argv)).status).toBe(code);
  });

  it('prints no escape sequence into a pipe', async () => {
    const { stdout, stderr } = await expcert(['plan', '-d', corp]);
    expect(stdout + stderr).not.toContain('\u001b');
  });
});

describe('the figures of the guide', () => {
  it.each([
    [
      'fig2.yaml',
      'vcs.example.com',
      'vcs.example.com vcs-c-cluster.example.com chatnode1.example.com chatnode2.example.com DX80TLSprofile.example.com',
    ],
    [
      'fig3.yaml',
      'vcse.example.com',
      'vcse.example.com vcse-cluster.example.com collab-edge.example.com example.com chatnode1.example.com chatnode2.example.com',
    ],
  ])('%s gives %s its names, in order, and writes nothing', async (file, peer, names) => {
    const cwd = mkdtempSync(join(tmpdir(), 'expcert-'));
    const deployment = join(root, 'fixtures', file);
    const { status, stdout } = await expcert(['plan', '-d', deployment, '--names', peer], { cwd });
    expect([status, stdout]).toEqual([0, `${names.replaceAll(' ', '\n')}\n`]);
    expect(readdirSync(cwd)).toEqual([]);
    rmdirSync(cwd);
  });
});

describeWith(['bash', 'setsid'], 'the built program in a shell', () => {
  const shell = (script: string) =>
    runProgram('bash', [
      '-c',
      `set -o pipefail; expcert() { '${process.execPath}' '${program}' "$@"; }; cd '${root}'; ${script}`,
    ]);

  it('does not mind a reader that has gone', () => {
    const { stdout, stderr, status } = shell(`expcert explain --list | head -1; echo "\${PIPESTATUS[0]}"`);
    expect(stdout).toMatch(/^deployment\/\S+ .*\n0\n$/);
    expect([stderr, status]).toEqual(['', 0]);
  });

  it('does not call a lost result a success', () => {
    const { status, stderr } = shell(`expcert plan -d ${corp} > /dev/full`);
    expect(status).toBe(4);
    expect(stderr).toContain('the result could not be written: no space left on the device');
  });

  it('does not mind a closed stdin', () => {
    expect(shell(`expcert plan -d ${corp} --names expe1.example.com <&-`).status).toBe(0);
  });

  it('does not mind a closed stderr', () => {
    expect(shell(`expcert plan -d ${corp} 2>&-`).status).toBe(0);
  });

  it('asks nobody where there is nobody', () => {
    const { status, stderr } = shell('setsid --wait node dist/cli/main.js init --interactive </dev/null');
    expect(status).toBe(2);
    expect(stderr).toContain('stdin is no terminal');
  });

  it('ends with 130 when it is interrupted while it waits for stdin', () => {
    const { stdout } = shell(
      `sleep 5 | (node dist/cli/main.js plan -d - & sleep 1; kill -INT $!; wait $!; echo "code $?")`,
    );
    expect(stdout).toBe('code 130\n');
  });
});
