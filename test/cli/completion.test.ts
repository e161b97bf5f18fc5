import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completionScripts, shells } from '../../src/cli/completion/scripts.ts';
import { program } from '../support/cli.ts';
import { expcertIn, type World } from '../support/io.ts';
import { describeWith, runProgram } from '../support/programs.ts';

const corp = readFileSync(join(import.meta.dirname, '../../examples/corp.yaml'), 'utf8');
const world: World = { files: { 'expcert.yaml': corp, 'other.yaml': corp.replaceAll('expe', 'expx') } };

/** What may stand at the end of the line: `files`, `folders` or `none`, then the candidates. */
async function candidates(line: string, where: World = world): Promise<string[]> {
  const words = line.split(' ').slice(1);
  const current = words.pop() ?? '';
  const { code, stdout, stderr } = await expcertIn(where, '__complete', `cur=${current}`, ...words);
  expect([code, stderr]).toEqual([0, '']);
  return stdout
    .trimEnd()
    .split('\n')
    .map((each) => each.split('\t')[0]!);
}

const peers = ['expc1.example.com', 'expc2.example.com', 'expe1.example.com', 'expe2.example.com'];

describe('the words that may follow', () => {
  it.each<[string, readonly string[]]>([
    ['expcert pl', ['none', 'plan']],
    ['expcert csr ', ['none', 'create', 'check']],
    ['expcert csr ch', ['none', 'check']],
    ['expcert help csr ', ['none', 'create', 'check']],
    ['expcert --json pl', ['none', 'plan']],
    ['expcert completion ', ['none', ...shells]],
    ['expcert schema re', ['none', 'result']],
    ['expcert plan --format ', ['none', 'text', 'json', 'sarif', 'junit', 'csv', 'md', 'html']],
    ['expcert plan --format=j', ['none', '--format=json', '--format=junit']],
    ['expcert plan --format = j', ['none', 'json', 'junit']],
    ['expcert plan --fail-on w', ['none', 'warning']],
    ['expcert plan --cl', ['none', '--cluster']],
    ['expcert plan --cluster ', ['none', 'core', 'edge']],
    ['expcert plan ', ['none', ...peers]],
    ['expcert plan --names expe', ['none', ...peers.slice(2)]],
    ['expcert plan -d other.yaml expx', ['none', 'expx1.example.com', 'expx2.example.com']],
    ['expcert plan --deployment=other.yaml expx1', ['none', 'expx1.example.com']],
    ['expcert plan -d ', ['files']],
    ['expcert plan --report ', ['files']],
    ['expcert check --trust ', ['files', 'core=', 'edge=', 'unifiedCm=', 'imp=', 'outside=']],
    ['expcert check --trust ed', ['files', 'edge=']],
    ['expcert check --why expe', ['none', ...peers.slice(2)]],
    ['expcert check --why expe1 up', ['none', 'upload', 'uploadClient']],
    ['expcert check --why expe1 mra ', ['files']],
    ['expcert plan -- --names', ['none']],
    ['expcert plan --at ', ['none']],
    ['expcert explain plan/wild', ['none', 'plan/wildcard']],
    ['expcert nonsense ', ['none']],
  ])('%s', async (line, expected) => expect(await candidates(line)).toEqual(expected));

  it('are all commands at the beginning', async () => {
    expect(await candidates('expcert ')).toEqual(
      expect.arrayContaining(['init', 'plan', 'csr', 'explain', 'schema', 'completion', 'help']),
    );
  });

  it('are every flag, the global ones too', async () => {
    const flags = await candidates('expcert plan --');
    expect(flags).toEqual(
      expect.arrayContaining(['--names', '--why', '--deployment', '--fail-on', '--help']),
    );
  });

  it('are nothing where the deployment cannot be read', async () => {
    expect(await candidates('expcert plan ', { files: { 'expcert.yaml': '\0' } })).toEqual(['none']);
    expect(await candidates('expcert plan -d missing.yaml ')).toEqual(['none']);
    expect(await candidates('expcert plan -d - ')).toEqual(['none']);
  });

  it('are no names that a shell would take for something else', async () => {
    const evil = corp.replace('core:', '"core;reboot":');
    expect(await candidates('expcert plan --cluster ', { files: { 'expcert.yaml': evil } })).not.toContain(
      'core;reboot',
    );
  });
});

describeWith(['bash', 'zsh', 'fish'], 'the scripts', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'expcert-'));
    symlinkSync(program, join(folder, 'expcert'));
    writeFileSync(join(folder, 'expcert.yaml'), corp);
    for (const shell of shells) writeFileSync(join(folder, `completion.${shell}`), completionScripts[shell]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(['bash', 'zsh', 'fish'] as const)('%s takes its script', (shell) => {
    const { status, stderr } = runProgram(shell, ['-n', join(folder, `completion.${shell}`)]);
    expect([status, stderr]).toEqual([0, '']);
  });

  it('bash offers what the program says', () => {
    const { stdout, stderr } = runProgram('bash', [
      '--norc',
      '-c',
      `cd ${folder}; PATH=${folder}:$PATH; . ./completion.bash
       offer() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _expcert; echo "\${COMPREPLY[*]}"; }
       offer expcert pl; offer expcert plan expe; offer expcert plan --format ''; offer expcert plan -d ''`,
    ]);
    expect(stderr).toBe('');
    expect(stdout.split('\n')).toEqual([
      'plan',
      'expe1.example.com expe2.example.com',
      'text json sarif junit csv md html',
      '',
      '',
    ]);
  });

  it('fish offers what the program says', () => {
    const offer = (line: string) => `complete -C '${line}'`;
    const script = [
      `. completion.fish`,
      offer('expcert pl'),
      offer('expcert plan expe'),
      offer('expcert plan -d exp'),
    ];
    const { stdout } = runProgram('fish', [
      '--no-config',
      '-c',
      `cd ${folder}; set PATH ${folder} $PATH; ${script.join('; ')}`,
    ]);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t')[0]),
    ).toEqual(['plan', 'expe1.example.com', 'expe2.example.com', 'expcert', 'expcert.yaml']);
  });

  it('zsh offers what the program says', () => {
    // What _describe is given is what zsh would show.
    const { stdout, stderr } = runProgram('zsh', [
      '-f',
      '-c',
      `cd ${folder}; PATH=${folder}:$PATH; compdef() { : }
       _describe() { print -l -- "\${(@P)argv[-1]}" }; _files() { print files "$@" }
       . ./completion.zsh
       words=(expcert plan expe); CURRENT=3; _expcert
       words=(expcert plan -d ''); CURRENT=4; _expcert
       words=(expcert schema re); CURRENT=3; _expcert`,
    ]);
    expect(stderr).toBe('');
    expect(stdout.split('\n')).toEqual([
      'expe1.example.com:Expressway-E, edge',
      'expe2.example.com:Expressway-E, edge',
      'files',
      'result',
      '',
    ]);
  });
});
