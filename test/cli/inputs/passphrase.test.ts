import { describe, expect, it } from 'vitest';
import { readPrivateKey } from '../../../src/lib/formats/private-key.ts';
import { corp } from '../../support/corp.ts';
import { expcertIn, type RunOutcome, type World } from '../../support/io.ts';

const create = [
  '--color',
  'never',
  'csr',
  'create',
  '-d',
  'corp.yaml',
  '--out',
  'csr',
  '--peer',
  'expc1.example.com',
];
const encrypt = [...create, '--encrypt-keys'];
const keyFile = 'csr/expc1.example.com.key.pem';

const inWorld = (world: World, ...argv: string[]): Promise<RunOutcome> =>
  expcertIn({ ...world, files: { 'corp.yaml': corp, ...world.files } }, ...argv);

/** Does this passphrase, and no other, open the key that was written? */
async function opens({ files }: RunOutcome, passphrase: string): Promise<boolean> {
  const { content } = files.get(keyFile)!;
  const { encrypted } = await readPrivateKey(content, { passphrase });
  return encrypted;
}

const terminal = ['stdin', 'stderr'] as const;

describe('the passphrase of new keys', () => {
  it.each([
    ['alone', 'geheim', 'geheim'],
    ['with a newline at its end', 'geheim\n', 'geheim'],
    ['with a Windows newline at its end', 'geheim\r\n', 'geheim'],
    ['with blanks, which count', ' ge heim ', ' ge heim '],
    ['outside ASCII', 'pässwörd 🔑\n', 'pässwörd 🔑'],
  ])('comes from a file: %s', async (_, content, passphrase) => {
    const run = await inWorld({ files: { pw: content } }, ...encrypt, '--key-passphrase-file', 'pw');
    expect(run.code).toBe(0);
    expect(await opens(run, passphrase)).toBe(true);
    expect(run.stdout + run.stderr).not.toContain('geheim');
  });

  it('comes from stdin', async () => {
    const run = await inWorld({ stdin: 'geheim\n' }, ...encrypt, '--key-passphrase-file', '-');
    expect(await opens(run, 'geheim')).toBe(true);
  });

  it('comes from a descriptor', async () => {
    const run = await inWorld({ stdin: 'geheim\n' }, ...encrypt, '--key-passphrase-fd', '3');
    expect(await opens(run, 'geheim')).toBe(true);
  });

  it('is typed twice, and again where the two differ or are empty', async () => {
    const answers = ['', 'geheim', 'geheum', 'geheim', 'geheim'];
    const run = await inWorld({ terminal, answers }, ...encrypt);
    expect(run.questions).toEqual([
      ...[
        'New passphrase for 1 key:',
        'New passphrase for 1 key:',
        'Again:',
        'New passphrase for 1 key:',
        'Again:',
      ],
    ]);
    expect(run.stderr).toContain('a passphrase has at least one character\nthe two are not the same\n');
    expect(await opens(run, 'geheim')).toBe(true);
  });

  it('is given up on after three attempts', async () => {
    const run = await inWorld({ terminal, answers: ['', '', ''] }, ...encrypt);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('no passphrase after 3 attempts; nothing was written');
    expect([...run.files.keys()]).toEqual(['corp.yaml']);
  });

  it.each([
    ['no terminal', {}, [], 'stdin is no terminal'],
    ['CI', { terminal, env: { CI: 'true' } }, [], 'CI is set'],
    ['--no-input', { terminal }, ['--no-input'], '--no-input is given'],
  ] as const)('is not asked for with %s', async (_, world, flags, reason) => {
    const run = await inWorld(world, ...encrypt, ...flags);
    expect(run.code).toBe(2);
    expect(run.stderr).toBe(
      `error: a passphrase for the new keys is needed, and there is no terminal to ask on (${reason})\n` +
        '   = help: give --key-passphrase-file FILE (or - for stdin), or leave --encrypt-keys out to write keys without one\n' +
        '   = note: nothing was written\n' +
        'exit 2: wrong use\n',
    );
    expect([...run.files.keys()]).toEqual(['corp.yaml']);
  });

  it.each([
    ['is empty', ''],
    ['is empty', '\n'],
    ['is not UTF-8', Uint8Array.of(0x67, 0xff, 0x65)],
    ['has more than one line', 'one\ntwo\n'],
    ['has more than one line', 'one\0two'],
  ])('is refused where it %s: %j', async (why, content) => {
    const run = await inWorld({ files: { pw: content } }, ...encrypt, '--key-passphrase-file', 'pw');
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(`error: the passphrase from pw ${why}\n`);
    expect(run.files.has(keyFile)).toBe(false);
  });

  it('is wrong use without anything to use it for, from two places, or from no descriptor', async () => {
    const files = { pw: 'x' };
    for (const [flags, words] of [
      [[...create, '--key-passphrase-file', 'pw'], 'nothing to use it for'],
      [[...encrypt, '--key-passphrase-file', 'pw', '--key-passphrase-fd', '3'], 'not both'],
      [[...encrypt, '--key-passphrase-fd', 'three'], 'the number of an open descriptor'],
      [[...encrypt, '--key-passphrase-file', '-', '-d', '-'], 'only one - per call'],
    ] as const) {
      const run = await inWorld({ files, stdin: corp }, ...flags);
      expect(run.code, run.stderr).toBe(2);
      expect(run.stderr).toContain(words);
    }
  });

  it('whose file is missing ends the run with 3', async () => {
    const run = await inWorld({}, ...encrypt, '--key-passphrase-file', 'nowhere');
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('nowhere: no such file or folder');
  });

  it('from a file that others can read is used with a warning, which Windows does not get', async () => {
    const flags = [...encrypt, '--key-passphrase-file', 'pw'];
    const run = await inWorld({ files: { pw: 'geheim' } }, ...flags);
    expect(run.stderr).toContain('! warning others can read pw (mode 0644): chmod 600 pw\n');
    const windows = await inWorld({ files: { pw: 'geheim' }, platform: 'win32' }, ...flags);
    expect(windows.stderr).not.toContain('others can read');
    expect(windows.stderr).toContain('Windows does not keep the mode 0600');
  });
});

describe('the passphrase of a key that is used again', () => {
  async function encrypted(): Promise<Record<string, string | Uint8Array>> {
    const { files } = await inWorld({ stdin: 'geheim' }, ...encrypt, '--key-passphrase-file', '-');
    return { [keyFile]: files.get(keyFile)!.content };
  }
  const reuse = [...create, '--reuse-key', 'csr'];

  it('is typed once', async () => {
    const run = await inWorld({ files: await encrypted(), terminal, answers: ['geheim'] }, ...reuse);
    expect(run.code, run.stderr).toBe(0);
    expect(run.questions).toEqual([`Passphrase of ${keyFile}:`]);
  });

  it('is not asked for where the key has none', async () => {
    const { files } = await inWorld({}, ...create);
    const run = await inWorld({ files: { [keyFile]: files.get(keyFile)!.content }, terminal }, ...reuse);
    expect(run.code, run.stderr).toBe(0);
    expect(run.questions).toEqual([]);
  });

  it('ends the run with 3 where it is wrong', async () => {
    const run = await inWorld(
      { files: await encrypted(), stdin: 'falsch' },
      ...reuse,
      '--key-passphrase-file',
      '-',
    );
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(`error: ${keyFile}: the passphrase is wrong, or the key is damaged\n`);
    expect(run.stderr).toContain('--key-passphrase-file FILE. Blanks count; one final newline is cut off.');
  });

  it('ends the run with 2 where nobody can be asked', async () => {
    const run = await inWorld({ files: await encrypted() }, ...reuse);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(
      `the passphrase of ${keyFile} is needed, and there is no terminal to ask on`,
    );
  });
});
