import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expcertIn } from '../support/io.ts';

const fixture = (path: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../fixtures/checks', path));

const files = {
  'none/note.txt': 'Certificates follow.',
  'cert.pem': fixture('sound/issued/expe1.pem'),
  'list.pem': fixture('sound/trust/core.pem'),
  'corp.yaml': fixture('mixed/corp.yaml'),
  'trust/core.pem': fixture('sound/trust/core.pem'),
  'trust/edge.pem': fixture('sound/trust/edge.pem'),
};

describe('a check that looked at nothing is no good news', () => {
  it.each([
    ['check none', 'there is nothing to check in none'],
    ['check none -d corp.yaml', 'there is nothing to check in none'],
    ['cert check none', 'there is no certificate in none'],
    ['cert check none -d corp.yaml', 'there is no certificate in none'],
    ['cert check cert.pem --trust none', '--trust: there is no certificate in none'],
    ['cert check cert.pem --chain none', '--chain: there is no certificate in none'],
    ['check cert.pem --crl none', '--crl: there is no revocation list or OCSP response in none'],
    ['check cert.pem --crl list.pem', '--crl: there is no revocation list or OCSP response in list.pem'],
    ['trust check none', 'there is no certificate in none'],
    ['trust check list.pem none', 'there is no certificate in none'],
    ['trust check list.pem --needs none', 'there is no certificate in none'],
    ['trust check list.pem --needs list.pem none', 'there is no certificate in none'],
    ['trust check list.pem --crl none', 'there is no revocation list in none'],
  ])('%s', async (command, words) => {
    const { code, stderr } = await expcertIn({ files }, ...command.split(' '));
    expect(code).toBe(3);
    expect(stderr).toContain(words);
  });

  it('a folder with a list alone is something to check', async () =>
    expect((await expcertIn({ files }, 'check', 'trust')).code).toBe(0));
});

describe.each([['check'], ['cert check'], ['trust check']])('%s of a folder', (command) => {
  const world = {
    files: {
      'in/a.pem': fixture('sound/issued/expe1.pem'),
      'in/empty.pem': '',
      'in/huge.CRT': new Uint8Array(17 * 2 ** 20),
      'in/text.cer': 'see mail',
      'in/note.txt': 'Certificates follow.',
      'in/picture.png': '',
    },
  };
  const argv = [...command.split(' '), 'in'];
  const expected = [
    ['in/huge.CRT', 'passed over: larger than 16 MiB'],
    ['in/empty.pem', 'passed over: it is empty'],
    ['in/text.cer', 'passed over: it holds nothing that is known here'],
  ];

  it('names the files that look like certificates by their names and were passed over, and says why', async () => {
    const { code, stdout } = await expcertIn(world, ...argv);
    expect(code).toBe(0);
    for (const [file, why] of expected)
      expect(stdout).toContain(`not checked  contents of the file (${why}): ${file}`);
    expect(stdout).not.toMatch(/note\.txt|picture\.png/);
  });

  it('lists and counts them in JSON', async () => {
    const { stdout } = await expcertIn(world, ...argv, '--json');
    const { notChecked, summary } = JSON.parse(stdout) as {
      notChecked: { what: string; why: string; file?: string }[];
      summary: { notChecked: number };
    };
    const contents = notChecked.filter(({ what }) => what === 'contents of the file');
    expect(contents.map(({ file, why }) => [file, why])).toEqual(expected);
    expect(summary.notChecked).toBe(notChecked.length);
  });
});
