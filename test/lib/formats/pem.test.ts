import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecodeError } from '../../../src/lib/errors.ts';
import { decodeBase64, readPem, writePem } from '../../../src/lib/formats/pem.ts';

const bytes = Uint8Array.from({ length: 100 }, (_, at) => at * 7);
const pem = writePem('CERTIFICATE REQUEST', bytes);
const one = [
  { label: 'CERTIFICATE REQUEST', bytes, line: 1, headers: {}, armour: expect.anything() as unknown },
];
const body = pem.split('\n').slice(1, -2).join('');
const begin = '-----BEGIN CERTIFICATE REQUEST-----';
const end = '-----END CERTIFICATE REQUEST-----';

describe('writePem', () => {
  it('writes lines of 64 characters and a final line feed', () => {
    expect(pem.split('\n').map((line) => line.length)).toEqual([35, 64, 64, 8, 33, 0]);
  });
});

describe('readPem takes', () => {
  it.each([
    ['what writePem writes', pem],
    ['CRLF line ends', pem.replaceAll('\n', '\r\n')],
    ['CR line ends', pem.replaceAll('\n', '\r')],
    ['no final line end', pem.trimEnd()],
    ['blanks at the ends of lines', pem.replaceAll('\n', ' \t\n')],
    ['everything on one line', pem.replaceAll('\n', ' ')],
    ['base64 in one long line', `${begin}\n${body}\n${end}\n`],
    ['empty lines between', pem.replaceAll('\n', '\n\n').replace('\n\n', '\n')],
    ['no padding', pem.replace(/=+/, '')],
  ])('%s', (_, text) => expect(readPem(text)).toEqual({ blocks: one, problems: [] }));

  it.each([
    ['indentation', `  ${pem.trim().replaceAll('\n', '\n    ')}`, 1],
    ['a byte order mark', `\u{feff}${pem}`, 1],
    ['text before and after', `Bag Attributes\n    friendlyName: expe1\n${pem}Kind regards, the CA\n`, 3],
    ['a mail with CRLF', `Hello,\r\n\r\nhere it is:\r\n${pem.replaceAll('\n', '\r\n')}`, 4],
  ])('%s', (_, text, line) => expect(readPem(text)).toEqual({ blocks: [{ ...one[0], line }], problems: [] }));

  it('another label', () =>
    expect(readPem(writePem('NEW CERTIFICATE REQUEST', bytes)).blocks[0]?.label).toBe(
      'NEW CERTIFICATE REQUEST',
    ));

  it('several blocks, each with the line of its BEGIN', () => {
    const { blocks } = readPem(`${pem}\n${pem}text\n${writePem('CERTIFICATE', bytes)}`);
    expect(blocks.map(({ label, line }) => [label, line])).toEqual([
      ['CERTIFICATE REQUEST', 1],
      ['CERTIFICATE REQUEST', 7],
      ['CERTIFICATE', 13],
    ]);
  });

  it('encapsulated headers', () => {
    const text = `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00FF\n\n${body}\n-----END RSA PRIVATE KEY-----\n`;
    const [block] = readPem(text).blocks;
    expect({ ...block?.headers }).toEqual({ 'Proc-Type': '4,ENCRYPTED', 'DEK-Info': 'AES-256-CBC,00FF' });
    expect(block?.bytes).toEqual(bytes);
  });

  it('a header that is named as a member of every object is', () => {
    const text = `${begin}\nconstructor: y\n\n${body}\n${end}\n`;
    expect(Object.keys(readPem(text).blocks[0]!.headers)).toEqual(['constructor']);
  });
});

describe('readPem tells', () => {
  it.each([
    [
      'a missing END line',
      `${begin}\n${body}\n`,
      'invalid-pem',
      'line 1: no END line follows BEGIN CERTIFICATE REQUEST; the text seems to be cut off',
    ],
    [
      'an END line alone',
      `\n${body}\n${end}\n`,
      'invalid-pem',
      'line 3: END CERTIFICATE REQUEST without a BEGIN line',
    ],
    [
      'an END line of another kind',
      pem.replace('END CERTIFICATE REQUEST', 'END CERTIFICATE'),
      'invalid-pem',
      'line 1: BEGIN CERTIFICATE REQUEST ends as END CERTIFICATE',
    ],
    [
      'a character that is no base64',
      pem.replace(/\n.(?=.{7}\n-)/, '\n*'),
      'invalid-base64',
      'line 4: "*" is not base64 here',
    ],
    [
      'padding in the middle',
      `${begin}\nAAA=\nAAAA\n${end}`,
      'invalid-base64',
      'line 2: "=" is not base64 here',
    ],
    [
      'a lost character',
      `${begin}\nAAAAA\n${end}`,
      'invalid-base64',
      'line 1: 5 base64 characters; at least one is lost',
    ],
    ['an empty block', `${begin}\n${end}`, 'empty', 'line 1: no content'],
  ])('%s', (_, text, code, message) => {
    const { blocks, problems } = readPem(text);
    expect(blocks).toEqual([]);
    expect(problems.map(({ error }) => [error.code, error.message])).toEqual([[code, message]]);
  });

  it('a damaged block, and goes on with the next', () => {
    const { blocks, problems } = readPem(`${begin}\n${body}\n${pem}`);
    expect(problems.map(({ line, error }) => [line, error.code])).toEqual([[1, 'invalid-pem']]);
    expect(blocks.map(({ line }) => line)).toEqual([3]);
  });

  it('nothing where there is no block', () => {
    expect(readPem('BEGIN CERTIFICATE REQUEST')).toEqual({ blocks: [], problems: [] });
    expect(readPem('----BEGIN CERTIFICATE REQUEST----')).toEqual({ blocks: [], problems: [] });
  });
});

describe('pathological text is read in linear time', () => {
  const size = 2_000_000;
  it.each([
    ['hyphens', '-'.repeat(size)],
    ['BEGIN lines without END', `${begin}\n`.repeat(size / 40)],
    ['white space in a block', `${begin}\n${' '.repeat(size)}!\n${end}`],
    ['line ends in a block', `${begin}\n${'\n \t'.repeat(size / 3)}!\n${end}`],
    ['a header that does not end', `${begin}\na:${'\r'.repeat(size)}\n${end}`.replaceAll('\r', 'x\n')],
    ['a long label', `-----BEGIN ${'A'.repeat(size)}-----`],
    ['padding', `${begin}\n${'= '.repeat(size / 2)}\n${end}`],
  ])('%s', (_, text) => {
    const { blocks } = readPem(text);
    expect(blocks).toEqual([]);
  });
});

describe('random text', () => {
  it('gives blocks and problems, never an exception', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(begin, end, '-----', '\n', '=', body, 'a: b\n\n'),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        for (const { error } of readPem(parts.join('')).problems) expect(error).toBeInstanceOf(DecodeError);
      }),
      { seed: 20261122, numRuns: 2000 },
    );
  });

  it('that writePem made comes back whatever stands around it', () => {
    const around = fc.string().filter((text) => !text.includes('-----'));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), around, around, (content, before, after) => {
        const { blocks } = readPem(`${before}\n${writePem('X', content)}${after}`);
        expect(blocks.map((block) => [...block.bytes])).toEqual([[...content]]);
      }),
      { seed: 20261122, numRuns: 500 },
    );
  });
});

describe('decodeBase64', () => {
  it('ignores white space and counts lines from the one given', () => {
    expect([...decodeBase64('AQ ID\n BA==')]).toEqual([1, 2, 3, 4]);
    expect(() => decodeBase64('AQID\nB_A=', 10)).toThrow('line 11: "_" is not base64 here');
  });
});
