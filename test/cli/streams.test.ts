import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expcertIn, type World } from '../support/io.ts';

const corp = readFileSync(join(import.meta.dirname, '../../examples/corp.yaml'), 'utf8');
const files = {
  'corp.yaml': corp,
  'public.yaml': corp.replace('ca: private', 'ca: public'),
  'typo.yaml': corp.replace('CollabEdgeDNS', 'CollabEdge'),
};
const calls = [
  ['plan', '-d', 'corp.yaml'],
  ['plan', '-d', 'public.yaml', '--fail-on', 'warning', '--verbose'],
  ['plan', '-d', 'corp.yaml', '--form'],
  ['plan', '-d', 'corp.yaml', '--why'],
  ['plan', '-d', 'typo.yaml'],
  ['plan', '-d', 'missing.yaml'],
  ['explain', 'plan/wildcard'],
  ['explain', '--list'],
].map((argv) => [argv.join(' '), argv] as const);

const allTerminals: World['terminal'] = ['stdin', 'stdout', 'stderr'];
const both = ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr;

const colours = /\u001b\[\d+m/g;

describe.each(calls)('%s', (_, argv) => {
  it.each<[string, World, readonly string[]]>([
    ['into a pipe', {}, []],
    ['on a terminal with NO_COLOR=1', { terminal: allTerminals, env: { NO_COLOR: '1' } }, []],
    ['on a terminal with TERM=dumb', { terminal: allTerminals, env: { TERM: 'dumb' } }, []],
    ['on a terminal with --no-color', { terminal: allTerminals }, ['--no-color']],
    ['on a terminal with --color never', { terminal: allTerminals }, ['--color', 'never']],
  ])('prints no escape sequence %s', async (_, world, flags) => {
    expect(both(await expcertIn({ files, ...world }, ...argv, ...flags))).not.toContain('\u001b');
  });

  it('loses no word without colour', async () => {
    const plain = await expcertIn({ files }, ...argv);
    const coloured = await expcertIn({ files }, ...argv, '--color', 'always');
    expect(both(coloured)).toMatch(colours);
    expect(coloured.stdout.replace(colours, '')).toBe(plain.stdout);
    expect(coloured.stderr.replace(colours, '')).toBe(plain.stderr);
  });

  it('uses no symbol beyond ASCII where the locale has none', async () => {
    const { stdout, stderr } = await expcertIn({ files, env: { LC_ALL: 'C' } }, ...argv);

    expect(stdout + stderr).toMatch(/^[\x00-\x7f]*$/);
  });
});

describe('stdout and stderr', () => {
  it('hold the result and the words', async () => {
    const { stdout, stderr } = await expcertIn({ files }, 'plan', '-d', 'corp.yaml');
    expect(stdout).not.toContain('next:');
    expect(stderr).toMatch(/^next: expcert csr create -d corp\.yaml /);
  });

  it('keep JSON and words apart, mistakes included', async () => {
    for (const file of ['corp.yaml', 'public.yaml', 'typo.yaml', 'missing.yaml']) {
      const { stdout, stderr } = await expcertIn({ files }, 'plan', '-d', file, '--json');
      expect(() => JSON.parse(stdout) as unknown).not.toThrow();
      expect(stderr).not.toContain('{"');
    }
  });

  it('say nothing but findings with --quiet', async () => {
    expect(await expcertIn({ files }, 'plan', '-d', 'corp.yaml', '-q')).toMatchObject({
      stdout: expect.stringMatching(/^i notice plan\/federation-needs-srv\n/),
      stderr: '',
    });
  });

  it('say the verdict even with --quiet', async () => {
    const { stderr } = await expcertIn({ files }, 'plan', '-d', 'corp.yaml', '-q', '--fail-on', 'notice');
    expect(stderr).toBe('exit 1: 2 notices at or above --fail-on notice\n');
  });

  it('say how long it took with --verbose', async () => {
    expect((await expcertIn({ files }, 'plan', '-d', 'corp.yaml', '-v')).stderr).toContain('took 0 ms');
  });

  it('say the time of judgement where it was given', async () => {
    const argv = ['plan', '-d', 'corp.yaml', '--at', '2027-04-01T12:00+02:00'];
    expect((await expcertIn({ files }, ...argv)).stdout).toContain(
      'Checked as of 2027-04-01 10:00 UTC (--at)',
    );
    const { stdout } = await expcertIn({ files }, ...argv, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ checkedAt: '2027-04-01T10:00:00Z' });
  });
});

describe('stdin', () => {
  it('gives the same JSON as the file, but for its name', async () => {
    const piped = await expcertIn({ stdin: corp }, 'plan', '-d', '-', '--json');
    const named = await expcertIn({ files }, 'plan', '-d', 'corp.yaml', '--json');
    expect(piped.stdout.replaceAll('"stdin"', '"corp.yaml"')).toBe(named.stdout);
  });

  it('is not waited for on a terminal: help, and exit 2', async () => {
    const { code, stdout, stderr } = await expcertIn({ terminal: allTerminals }, 'plan', '-d', '-');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.replace(colours, '')).toMatch(
      /stdin is a terminal[^]*Examples[^]*expcert plan --help\n.*exit 2/,
    );
  });
});

describe('--report', () => {
  it('writes a second result in the format of its ending', async () => {
    const argv = ['plan', '-d', 'corp.yaml', '--report', 'plan.json', '--report', 'plan.txt'];
    const { code, stdout, stderr, files: after } = await expcertIn({ files }, ...argv, '--color', 'always');
    const text = (name: string) => new TextDecoder().decode(after.get(name)!.content);
    expect(code).toBe(0);
    expect(stderr.replace(colours, '')).toMatch(/^wrote plan\.json\nwrote plan\.txt\nnext: /);
    expect(text('plan.txt')).toBe(stdout.replace(colours, ''));
    expect(text('plan.json')).toBe((await expcertIn({ files }, 'plan', '-d', 'corp.yaml', '--json')).stdout);
    expect(after.get('plan.json')!.mode).toBe(0o644);
  });

  it('leaves what is there, and everything else undone, without --force', async () => {
    const world = { files: { ...files, 'old.json': 'old' } };
    const {
      code,
      stdout,
      files: after,
    } = await expcertIn(
      world,
      ...['plan', '-d', 'corp.yaml', '--report', 'new.json', '--report', 'old.json'],
    );
    expect([code, stdout]).toEqual([4, '']);
    expect([...after.keys()].sort()).toEqual(Object.keys(world.files).sort());
  });

  it('never replaces a key, not even with --force', async () => {
    const key = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n';
    const world = { files: { ...files, 'key.txt': key } };
    const { code, files: after } = await expcertIn(
      world,
      ...['plan', '-d', 'corp.yaml', '--force', '--report', 'key.txt'],
    );
    expect(code).toBe(4);
    expect(new TextDecoder().decode(after.get('key.txt')!.content)).toBe(key);
  });

  it('says why a file could not be written', async () => {
    const { code, stderr } = await expcertIn(
      { files },
      ...['plan', '-d', 'corp.yaml', '--report', 'no/such/plan.json'],
    );
    expect(code).toBe(4);
    expect(stderr).toContain('no/such/plan.json could not be written: no such file or folder');
  });
});

describe('what a deployment file smuggles in', () => {
  const evil = 'Example\u001b]0;owned\u0007\u009b\u202e Corp \u{e0041}';
  const unseen = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u;
  const hostile = corp.replace('name: Example Corp', `name: ${JSON.stringify(evil)}`);
  it.each([
    ['the plan', ['plan']],
    ['the plan with sources', ['plan', '--why']],
    ['the form', ['plan', '--form']],
    ['the openssl configuration', ['plan', '--openssl']],
    ['JSON', ['plan', '--json']],
    ['an unknown peer', ['plan', '\u001b[31mexpe9']],
    ['an unknown cluster', ['plan', '--cluster', '\u001b[31m']],
    ['an unknown flag', ['plan', '--\u001b[31m']],
    ['an unknown command', ['\u001b[31m']],
    ['a missing file', ['plan', '-d', '\u001b[31m.yaml']],
    ['a question', ['explain', '\u001b[31m']],
  ])('reaches no terminal through %s', async (_, argv) => {
    const { stdout, stderr } = await expcertIn({ files: { 'expcert.yaml': hostile } }, ...argv);
    expect(stdout + stderr).not.toMatch(unseen);
  });

  it.each([
    ['a name', hostile.replace('core:', 'core\u001b[31m:')],
    ['an unknown key', hostile.replace('ca:', '"\u001b[2Jca":')],
    ['a domain', hostile.replace('name: example.com', 'name: "exam\u001b[31mple.com"')],
    ['a broken line', `${hostile}\n\u001b[31m: [`],
    ['a wrong word', hostile.replace('ca: private', 'ca: "\u009b31m"')],
  ])('reaches no terminal through an error message about %s', async (_, text) => {
    const { stdout, stderr } = await expcertIn({ files: { 'expcert.yaml': text } }, 'plan');
    expect(stdout + stderr).not.toMatch(unseen);
  });
});
