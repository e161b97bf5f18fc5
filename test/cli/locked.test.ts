import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foundFile } from '../support/found.ts';
import { expcertIn } from '../support/io.ts';

const root = join(import.meta.dirname, '../../fixtures');
const certificate = readFileSync(join(root, 'checks/sound/issued/expc1.pem'));

/** A PKCS#12 file of an Expressway, its certificate beside, and the passphrase. */
const files = {
  'expe1.pfx': foundFile('non-ascii.p12'),
  'expe1.pem': foundFile('expe1.crt'),
  'expc1.pem': certificate,
  'corp.yaml': readFileSync(join(root, 'corp.yaml')),
  word: 'pässwörd',
};
const given = ['--key-passphrase-file', 'word'];

interface Row {
  readonly argv: readonly string[];
  /** On stdout or stderr, once it is open. */
  readonly says: string;
}

const rows: readonly Row[] = [
  { argv: ['trust', 'check', 'expe1.pfx'], says: '1 entry' },
  { argv: ['trust', 'check', 'expe1.pem', '--needs', 'expe1.pfx'], says: 'CN=expe1.example.com' },
  { argv: ['compare', 'expe1.pem', 'expe1.pfx'], says: 'nothing else differs' },
  { argv: ['plan', '-d', 'corp.yaml', '--against', 'expe1.pfx'], says: 'beside the certificate expe1.pfx' },
  { argv: ['init', '-o', 'new.yaml', '--from', 'expe1.pfx', 'expc1.pem'], says: '2 certificates' },
  { argv: ['cert', 'check', 'expe1.pfx'], says: 'CN=expe1.example.com' },
  { argv: ['check', 'expe1.pfx'], says: 'cert/not-pem   expe1.pfx' },
  { argv: ['show', 'expe1.pfx'], says: 'CN=expe1.example.com' },
];

describe.each(rows)('expcert $argv', ({ argv, says }) => {
  it('opens a PKCS#12 file with the passphrase of a file, or of a descriptor', async () => {
    for (const [flags, stdin] of [
      [given, ''],
      [['--key-passphrase-fd', '3'], files.word],
    ] as const) {
      const { code, stdout, stderr } = await expcertIn({ files, stdin }, ...argv, ...flags);
      expect(code, stderr).toBeLessThan(2);
      expect(stdout + stderr).toContain(says);
    }
  });

  it('says which file is locked and how it is opened', async () => {
    const { code, stderr } = await expcertIn({ files }, ...argv);
    expect(code).toBe(3);
    expect(stderr).toContain('expe1.pfx: the PKCS#12 file is encrypted: its passphrase is needed to open it');
    expect(stderr).toContain('--key-passphrase-file FILE (or - for stdin)');
  });

  it('asks for it once, where there is somebody to ask', async () => {
    const world = { files, terminal: ['stdin', 'stderr'] as const, answers: [files.word] };
    const { code, questions } = await expcertIn(world, ...argv);
    expect(code).toBeLessThan(2);
    expect(questions).toEqual(['Passphrase of expe1.pfx:']);
  });
});

it('init writes what it could read, and says what is missing', async () => {
  const argv = ['init', '-o', 'new.yaml', '--from', 'expe1.pfx', 'expc1.pem'];
  const { code, stderr, files: left } = await expcertIn({ files }, ...argv);
  expect(code).toBe(3);
  expect(stderr).toContain('what is in it is missing in the file written');
  const written = new TextDecoder().decode(left.get('new.yaml')!.content);
  expect(written).toContain('expc1.example.com');
  expect(written).not.toContain('expe1.example.com');
});

it('encrypted keys beside certificates are not opened where nobody needs them', async () => {
  const world = {
    files: { 'a/expe1.pem': files['expe1.pem'], 'a/expe1.key': foundFile('pbes2-aes-256.key') },
  };
  const { code, stderr } = await expcertIn({ ...world, terminal: ['stdin', 'stderr'] }, 'compare', 'a', 'a');
  expect([code, stderr]).toEqual([0, '']);
});
