import { describe, expect, it } from 'vitest';
import { CommandError, type Problem } from '../../../src/cli/program/command-error.ts';
import { toText } from '../../../src/cli/render/line.ts';
import { problemLines } from '../../../src/cli/render/problem.ts';

const shown = (problem: Problem, columns?: number): string[] =>
  toText(problemLines(problem, columns), { colour: false, ascii: false }).trimEnd().split('\n');

const of = (error: CommandError): string[] => shown(error.problems[0]!);

describe('the examples of the design', () => {
  it('A: a typo in the deployment file', () => {
    const problem: Problem = {
      code: 'deployment/unknown-key',
      message: 'unknown format "CollabEdge" for a registration domain',
      location: { file: 'corp.yaml', line: 21, column: 34, endColumn: 44 },
      frame: { text: '  - { name: example.com, format: CollabEdge }', column: 34, width: 10 },
      label: 'did you mean CollabEdgeDNS?',
      details: {
        expected: 'DNS or CollabEdgeDNS',
        note: 'CollabEdgeDNS puts "collab-edge." in front of the domain. Write example.com, not collab-edge.example.com',
      },
    };
    expect(shown(problem, 200)).toEqual([
      'error[deployment/unknown-key]: unknown format "CollabEdge" for a registration domain',
      '  --> corp.yaml:21:34',
      '   |',
      '21 |   - { name: example.com, format: CollabEdge }',
      '   |                                  ^^^^^^^^^^ did you mean CollabEdgeDNS?',
      '   = expected: DNS or CollabEdgeDNS',
      '   = note: CollabEdgeDNS puts "collab-edge." in front of the domain. Write example.com, not collab-edge.example.com',
    ]);
  });

  it('C: would overwrite a key', () => {
    const error = new CommandError(4, 'csr/expe1.example.com.key.pem exists; nothing was written', {
      found:
        'encrypted RSA 2048 key, made 2026-10-02, public key sha256:Yx1…; csr/expe1.example.com.csr.pem uses it',
      help: [
        'to ask for a new certificate with the SAME key:    expcert csr create … --reuse-key csr/',
        'to make a NEW key and keep the old one as .bak:    expcert csr create … --replace-keys',
        '--force does not replace keys',
      ],
    });
    expect(of(error)).toEqual([
      'error: csr/expe1.example.com.key.pem exists; nothing was written',
      '   = found: encrypted RSA 2048 key, made 2026-10-02, public key sha256:Yx1…; csr/expe1.example.com.csr.pem uses it',
      '   = help:  to ask for a new certificate with the SAME key:    expcert csr create … --reuse-key csr/',
      '            to make a NEW key and keep the old one as .bak:    expcert csr create … --replace-keys',
      '            --force does not replace keys',
    ]);
  });

  it('D: no terminal to ask on', () => {
    const error = new CommandError(
      2,
      'a passphrase for the new keys is needed, and there is no terminal to ask on (CI is set)',
      {
        help: 'give --key-passphrase-file FILE (or - for stdin), or leave --encrypt-keys out to write keys without one',
        note: 'nothing was written',
      },
    );
    expect(of(error)).toEqual([
      'error: a passphrase for the new keys is needed, and there is no terminal to ask on (CI is set)',
      '   = help: give --key-passphrase-file FILE (or - for stdin), or leave --encrypt-keys out to write keys without one',
      '   = note: nothing was written',
    ]);
  });

  it('E: not what it seems', () => {
    const error = new CommandError(3, 'issued/expe1.cer is not a certificate', {
      found: 'a certificate signing request (PKCS#10) for CN=expe1.example.com',
      help: [
        'to check it:  expcert csr check issued/expe1.cer',
        "the CA's answer is usually a .pem, .crt, .p7b or .zip; this looks like the file you sent to it",
      ],
    });
    expect(of(error)).toEqual([
      'error: issued/expe1.cer is not a certificate',
      '   = found: a certificate signing request (PKCS#10) for CN=expe1.example.com',
      '   = help:  to check it:  expcert csr check issued/expe1.cer',
      "            the CA's answer is usually a .pem, .crt, .p7b or .zip; this looks like the file you sent to it",
    ]);
  });

  it('F: custody says no', () => {
    const error = new CommandError(
      4,
      'this deployment makes its keys on the Expressway (custody: expressway), so expcert cannot make the CSR',
      {
        note: 'an Expressway keeps its private key; it cannot be viewed or downloaded',
        help: [
          'print the values to type in:      expcert plan --form expe1.example.com',
          'or make the keys here: set custody: tool',
        ],
      },
      { location: { file: 'corp.yaml', line: 11, column: 10 } },
    );
    expect(of(error)).toEqual([
      'error: this deployment makes its keys on the Expressway (custody: expressway), so expcert cannot make the CSR',
      '  --> corp.yaml:11:10',
      '   = note: an Expressway keeps its private key; it cannot be viewed or downloaded',
      '   = help: print the values to type in:      expcert plan --form expe1.example.com',
      '           or make the keys here: set custody: tool',
    ]);
  });
});

describe('a code frame', () => {
  const frameOf = (text: string, column: number, width: number, { line = 7, columns = 60 } = {}) =>
    shown(
      {
        message: 'm',
        location: { file: 'f', line, column },
        frame: { text, column, width },
        label: 'here',
      },
      columns,
    ).slice(2);

  it('makes room for long line numbers', () => {
    expect(frameOf('name: x', 7, 1, { line: 1234 })).toEqual([
      '     |',
      '1234 | name: x',
      '     |       ^ here',
    ]);
  });

  it('stands under the place behind tabs', () => {
    expect(frameOf('\t\tname: x', 9, 1)).toEqual([
      '   |',
      ' 7 |         name: x',
      '   |               ^ here',
    ]);
  });

  it('stands under the place behind and under wide characters', () => {
    expect(frameOf('o: 中文 x', 4, 2)).toEqual(['   |', ' 7 | o: 中文 x', '   |    ^^^^ here']);
    expect(frameOf('o: 中文 x', 7, 1)[2]).toBe('   |         ^ here');
  });

  it('shows control characters instead of sending them', () => {
    expect(frameOf('name: \u001b[2Jx', 11, 1)).toEqual([
      '   |',
      ' 7 | name: \\x1b[2Jx',
      '   |              ^ here',
    ]);
  });

  it('cuts a long line down to what is around the place', () => {
    const [, text, below] = frameOf(`${'a'.repeat(500)}HERE${'b'.repeat(500)}`, 501, 4);
    expect(text!.length).toBeLessThanOrEqual(60);
    expect(text).toMatch(/^ 7 \| …a+HEREb+…$/);
    expect(below!.indexOf('^^^^')).toBe(text!.indexOf('HERE'));
  });

  it('cuts a long place, too', () => {
    const [, text, below] = frameOf('x'.repeat(900), 1, 900);
    expect(text!.length).toBeLessThanOrEqual(60);
    expect(below).toMatch(/^ {3}\| \^+ here$/);
  });

  it('keeps the end of a line whole where the place is there', () => {
    const [, text] = frameOf(`${'a'.repeat(500)}END`, 501, 3);
    expect(text).toMatch(/^ 7 \| …a+END$/);
  });

  it('marks one place where the width is nothing', () => {
    expect(frameOf('name:', 6, 0)[2]).toBe('   |      ^ here');
  });
});

describe('everything else that is printed of a problem', () => {
  it.each<[string, Problem]>([
    ['the message', { message: 'no peer "\u001b[31mx"' }],
    ['the file name', { message: 'm', location: { file: 'a\u001b[31mb' } }],
    ['the label', { message: 'm', frame: { text: 'x', column: 1, width: 1 }, label: '\u001b[31m' }],
    ['a detail', { message: 'm', details: { found: '\u001b[31m' } }],
  ])('%s shows an escape sequence instead of sending it', (_, problem) => {
    const text = shown(problem).join('\n');
    expect(text).not.toContain('\u001b');
    expect(text).toContain('\\x1b[31m');
  });

  it('names the entry of a file of many', () => {
    expect(shown({ message: 'm', location: { file: 'cas.pem', entry: 3 } })[1]).toBe(
      '  --> cas.pem, entry 3',
    );
  });
});
