import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildRequest, keyText } from '../../fixtures/recipes/requests.ts';
import { stepsOf, stepsOfRule } from '../../src/cli/render/steps.ts';
import { writePem } from '../../src/lib/formats/pem.ts';
import { catalogue } from '../../src/lib/rules/catalogue.ts';
import { brokenHints, hintsIn } from '../support/hints.ts';
import { expcertIn } from '../support/io.ts';

const judging: readonly (readonly string[])[] = [
  ['plan'],
  ['csr', 'create'],
  ['csr', 'check', 'expe1.csr'],
  ['cert', 'check', 'expe1.pem'],
  ['trust', 'check', 'list.pem'],
  ['check', '.'],
  ['compare', 'expe1.csr', 'expe1.pem'],
  ['federation', 'policy'],
];
const rules = catalogue.map(({ code, fix }) => ({ code, fix }));

describe.each(judging)('every step of a finding, as expcert %s %s prints it,', (...words) => {
  const argv = words.filter((word) => word !== undefined);
  it.each(['', 'corp.yaml'])('is one that the program takes, with -d %s', async (file) => {
    const command = argv
      .slice(0, argv[1] === 'create' || argv[1] === 'check' || argv[1] === 'policy' ? 2 : 1)
      .join(' ');
    const call = { command, ...(file !== '' && { deployment: { file } }) };
    for (const rule of rules) {
      const finding = {
        ...rule,
        params: { custody: 'tool', peer: 'expe1.example.com' },
        locations: [{ file: 'the answer.zip!/expe1.p7b' }],
      };
      const broken = await brokenHints(
        [...argv, ...(file === '' ? [] : ['-d', file])],
        stepsOf(finding, call).join('\n'),
      );
      expect(broken, rule.code).toEqual([]);
    }
  });
});

it('every step that explain prints is one that the program takes', async () => {
  for (const rule of rules) {
    expect(await brokenHints(['explain', rule.code], stepsOfRule(rule).join('\n')), rule.code).toEqual([]);
  }
});

it.each([
  [
    'a flag that the command does not have',
    ['compare', 'a', 'b'],
    'help: --key FILE',
    ['--key: no flag of expcert compare'],
  ],
  [
    'a command that does not parse',
    ['plan'],
    'next: expcert csr create --pear x',
    ['expcert csr create --pear x: does not parse'],
  ],
  [
    'a command without the deployment',
    ['plan', '-d', 'a.yaml'],
    'next: expcert csr create',
    ['expcert csr create: without -d a.yaml'],
  ],
])('a test would find %s', async (_, argv, text, broken) =>
  expect(await brokenHints(argv, text)).toEqual(broken),
);

const corp = readFileSync(join(import.meta.dirname, '../../examples/corp.yaml'), 'utf8');
const lacking = writePem(
  'CERTIFICATE REQUEST',
  buildRequest({ names: ['DNS:expe1.example.com', 'DNS:expe.example.com'] }),
);

const sound = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../fixtures/checks/sound/issued', name), 'utf8');

describe('what a run suggests leads to no further error', () => {
  const files = {
    'corp.yaml': corp,
    'expe1.csr': lacking,
    pp: 'secret\n',
    'both.pem': keyText('rsa-2048-e') + sound('expe1.pem'),
    'blank.pem': sound('expe1.pem').replace('\n', '\n\n\n'),
    'csr/expe1.example.com.key.pem': keyText('rsa-2048').replace(/^[^-]*/, ''),
  };
  it.each([
    [['plan', '-d', 'corp.yaml'], 'expcert csr create -d corp.yaml --out csr-2/'],
    [
      ['csr', 'check', 'expe1.csr', '-d', 'corp.yaml'],
      'expcert csr create -d corp.yaml --peer expe1.example.com --out csr-2/',
    ],
    [
      ['csr', 'create', '-d', 'corp.yaml', '--peer', 'expe1.example.com'],
      'expcert csr create -d corp.yaml --out csr --peer expe1.example.com --reuse-key csr',
    ],
    [
      ['check', 'blank.pem', '-d', 'corp.yaml', '-v'],
      'expcert cert check blank.pem -d corp.yaml --write-parts DIR',
    ],
    [
      ['check', 'blank.pem', '-d', 'corp.yaml', '-v', '--key-passphrase-file', 'pp'],
      'expcert cert check blank.pem -d corp.yaml --key-passphrase-file pp --write-parts DIR',
    ],
    [['check', 'both.pem', '-d', 'corp.yaml'], 'expcert cert check both.pem -d corp.yaml --write-parts DIR'],
    [['init', '-o', 'new.yaml', '--edge', 'expe.example.com'], 'expcert plan -d new.yaml'],
  ])('of expcert %j', async (argv, suggested) => {
    const outcome = await expcertIn({ files }, ...argv);
    const hint = hintsIn(`${outcome.stdout}\n${outcome.stderr}`).find(
      ({ text }) => `expcert ${text}` === suggested,
    );
    expect(hint, outcome.stdout + outcome.stderr).toBeDefined();
    const left = Object.fromEntries([...outcome.files].map(([path, { content }]) => [path, content]));
    const next = await expcertIn({ files: left }, ...hint!.words, '--exit-zero');
    expect(next.code, next.stderr).toBe(0);
  });
});
