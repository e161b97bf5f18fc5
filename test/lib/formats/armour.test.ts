import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRequest, keyText } from '../../../fixtures/recipes/requests.ts';
import { armourOddities, oddities, type ArmourOddity } from '../../../src/lib/formats/armour.ts';
import { open } from '../../../src/lib/formats/open.ts';
import { writePem } from '../../../src/lib/formats/pem.ts';
import { foundFile } from '../../support/found.ts';
import { describeWith, runProgram } from '../../support/programs.ts';

const certificate = new TextDecoder().decode(foundFile('expe1.crt'));
const things: readonly { readonly kind: string; readonly pem: string; readonly command: string }[] = [
  { kind: 'certificate', pem: certificate, command: 'x509' },
  {
    kind: 'certificate-request',
    pem: writePem('CERTIFICATE REQUEST', buildRequest()),
    command: 'req',
  },
  { kind: 'private-key', pem: keyText('rsa-2048').replace(/^[^-]*/, ''), command: 'pkey' },
];

type Change = (lines: readonly string[]) => string;
const inside =
  (change: (content: readonly string[]) => readonly string[]): Change =>
  ([begin, ...rest]) =>
    [begin, ...change(rest.slice(0, -1)), rest.at(-1), ''].join('\n');
const plain: Change = (lines) => `${lines.join('\n')}\n`;
const text =
  (change: (text: string) => string): Change =>
  (lines) =>
    change(plain(lines));
const wrapped = (length: number): Change =>
  inside((content) => content.join('').match(new RegExp(`.{1,${length}}`, 'g'))!);
const utf16 = (content: string): Uint8Array => new Uint8Array(Buffer.from(content, 'utf16le'));
const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;
/** A change of the fourth line of the content. */
const fourth = (change: (line: string) => string): Change =>
  inside((content) => content.map((line, at) => (at === 3 ? change(line) : line)));

interface Row {
  readonly what: string;
  readonly change: (lines: readonly string[]) => string | Uint8Array;
  /** Kind, and line where it is on one; the END line is line -1. Nothing where OpenSSL takes it. */
  readonly odd?: readonly [ArmourOddity['kind'], number?][];
}

const rows: readonly Row[] = [
  { what: 'as RFC 7468 writes it', change: plain },
  { what: 'CRLF', change: text((pem) => pem.replaceAll('\n', '\r\n')) },
  {
    what: 'CR CR LF, as a transfer in text mode makes it',
    change: text((pem) => pem.replaceAll('\n', '\r\r\n')),
  },
  { what: 'a byte order mark', change: text((pem) => `\ufeff${pem}`) },
  { what: 'a byte order mark and CRLF', change: text((pem) => `\ufeff${pem.replaceAll('\n', '\r\n')}`) },
  { what: 'no line end at the end', change: text((pem) => pem.trimEnd()) },
  { what: 'text above and below', change: text((pem) => `Hello,\n\n${pem}Regards\n`) },
  {
    what: 'a web page around it, on lines of its own',
    change: text((pem) => `<html><pre>\n${pem}</pre></html>\n`),
  },
  { what: 'blanks at the ends of all lines', change: text((pem) => pem.replaceAll('\n', ' \t \n')) },
  { what: 'a no-break space behind BEGIN', change: ([begin, ...rest]) => plain([`${begin}\u00a0`, ...rest]) },
  { what: 'the content indented', change: inside((content) => content.map((line) => `  ${line}`)) },
  {
    what: 'a blank in the middle of a line',
    change: fourth((line) => `${line.slice(0, 20)} ${line.slice(20)}`),
  },
  { what: 'the content on one line', change: wrapped(5000) },
  { what: 'lines of 76', change: wrapped(76) },
  { what: 'lines of 300', change: wrapped(300) },
  { what: 'lines of 1', change: wrapped(1) },
  { what: 'an empty line below BEGIN and lines of 64', change: inside((content) => ['', ...content]) },
  { what: 'an empty line behind END', change: text((pem) => `${pem}\n\n`) },
  { what: 'a zero octet at the end', change: text((pem) => `${pem}\0`) },
  {
    what: 'UTF-16 with a byte order mark',
    change: (lines) => utf16(`\ufeff${plain(lines)}`),
    odd: [['utf-16']],
  },
  { what: 'UTF-16 without one', change: (lines) => utf16(plain(lines)), odd: [['utf-16']] },
  { what: 'base64 of PEM', change: text((pem) => btoa(pem)), odd: [['base64']] },
  { what: 'CR alone', change: text((pem) => pem.replaceAll('\n', '\r')), odd: [['line-ends', 1]] },
  { what: 'a tag in front of BEGIN', change: text((pem) => `<pre>${pem}</pre>\n`), odd: [['markup', 1]] },
  {
    what: 'a tag at the end of each line',
    change: text((pem) => `<p>${pem.replaceAll('\n', '<br>\n')}</p>`),
    odd: [['markup', 1]],
  },
  {
    what: 'tags in the place of the line ends',
    change: text((pem) => pem.trimEnd().replaceAll('\n', '<br />')),
    odd: [['markup', 1]],
  },
  {
    what: 'a tag and an entity in the content alone',
    change: fourth((line) => `${line.slice(0, 20)}&nbsp;<wbr>${line.slice(20)}`),
    odd: [['markup', 5]],
  },
  { what: 'a tag behind END', change: text((pem) => `${pem.trimEnd()}</pre>`), odd: [['markup', -1]] },
  { what: 'indentation', change: (lines) => plain(lines.map((line) => `  ${line}`)), odd: [['indented', 1]] },
  {
    what: 'a blank in front of END',
    change: (lines) => plain(lines).replace(/(?=-----END)/, ' '),
    odd: [['indented', -1]],
  },
  {
    what: 'a no-break space in front of BEGIN',
    change: text((pem) => `\u00a0${pem}`),
    odd: [['indented', 1]],
  },
  { what: 'text in front of BEGIN', change: text((pem) => `Here: ${pem}`), odd: [['beside-marker', 1]] },
  {
    what: 'text behind END',
    change: text((pem) => `${pem.trimEnd()} Regards`),
    odd: [['beside-marker', -1]],
  },
  { what: 'a character too much at BEGIN', change: text((pem) => `-${pem}`), odd: [['beside-marker', 1]] },
  {
    what: 'an invisible character in front of BEGIN',
    change: text((pem) => `\u200b${pem}`),
    odd: [['beside-marker', 1]],
  },
  { what: 'all on one line', change: (lines) => lines.join(' '), odd: [['beside-marker', 1]] },
  {
    what: 'an empty line in the middle',
    change: inside((content) => [...content.slice(0, 3), '', ...content.slice(3)]),
    odd: [['blank-line', 5]],
  },
  {
    what: 'a line of blanks in the middle',
    change: inside((content) => [...content.slice(0, 3), ' \t ', ...content.slice(3)]),
    odd: [['blank-line', 5]],
  },
  {
    what: 'an empty line above END',
    change: inside((content) => [...content, '']),
    odd: [['blank-line', -2]],
  },
  {
    what: 'two empty lines below BEGIN',
    change: inside((content) => ['', '', ...content]),
    odd: [['blank-line', 3]],
  },
  {
    what: 'an empty line below BEGIN and lines of 76',
    change: (lines) => wrapped(76)(lines).replace('\n', '\n\n'),
    odd: [['blank-line', 2]],
  },
  {
    what: 'an empty line below BEGIN and lines of 32',
    change: (lines) => wrapped(32)(lines).replace('\n', '\n\n'),
    odd: [['blank-line', 2]],
  },
  {
    what: 'every second line empty',
    change: text((pem) => pem.replaceAll('\n', '\n\n')),
    odd: [['blank-line', 4]],
  },
  {
    what: '260 blanks behind a line',
    change: fourth((line) => line + ' '.repeat(260)),
  },
  { what: 'a form feed in a line', change: fourth((line) => `\f${line}`), odd: [['blanks', 5]] },
  { what: 'a no-break space in a line', change: fourth((line) => `\u00a0${line}`), odd: [['blanks', 5]] },
  {
    what: 'a comment as a header',
    change: inside((content) => ['Comment: mine', '', ...content]),
    odd: [['headers', 2]],
  },
  {
    what: 'two blanks in the label',
    change: text((pem) => pem.replaceAll(/(BEGIN|END) /g, '$1  ')),
    odd: [['label', 1]],
  },
  {
    what: 'a hyphen too few on the BEGIN line',
    change: text((pem) => pem.replace('-----BEGIN', '----BEGIN')),
    odd: [['marker', 1]],
  },
  {
    what: 'dashes of a word processor',
    change: text((pem) => pem.replaceAll('-----', '\u2014\u2014-')),
    odd: [['marker', 1]],
  },
  {
    what: 'small letters on BEGIN and END line',
    change: text((pem) => pem.replace(/-----[A-Z ]+-----/g, (line) => line.toLowerCase())),
    odd: [['marker', 1]],
  },
  {
    what: 'hyphens in the label',
    change: text((pem) => pem.replace(/(BEGIN|END) [^-]+/g, (words) => words.replaceAll(' ', '-'))),
    odd: [['marker', 1]],
  },
  {
    what: 'the marks of a reply',
    change: text((pem) => pem.replace(/^(?=.)/gm, '> ')),
    odd: [['indented', 1]],
  },
  {
    what: 'line breaks written as two characters',
    change: text((pem) => pem.replaceAll('\n', '\\n')),
    odd: [['beside-marker', 1]],
  },
  {
    what: 'the label of something else',
    change: text((pem) => pem.replaceAll(/(BEGIN|END) .*?-/g, '$1 THING-')),
    odd: [['label', 1]],
  },
  {
    what: 'indentation and empty lines',
    change: text((pem) => ` ${pem.replaceAll('\n', '\n\n ')}`),
    odd: [
      ['indented', 1],
      ['blank-line', 2],
    ],
  },
];

const linesOf = (pem: string): readonly string[] => pem.trimEnd().split('\n');

async function oddOf(
  content: string | Uint8Array,
  passphrases: readonly string[] = [],
): Promise<readonly ArmourOddity[]> {
  const { recognised } = await open([{ path: 'f', bytes: bytesOf(content) }], { passphrases });
  expect(recognised.map(({ encoding }) => encoding)).toEqual(['PEM']);
  return oddities(recognised[0]!.armour);
}

describe.each(things)('a $kind in PEM with', ({ pem }) => {
  it.each(rows)('$what', async ({ change, odd = [] }) => {
    const content = change(linesOf(pem));
    const end =
      typeof content === 'string' ? content.split('\n').findIndex((line) => line.includes('-----END')) : 0;
    const expected = odd.map(([kind, line]) => ({
      kind,
      ...(line !== undefined && { line: line < 0 ? end + 2 + line : line }),
    }));
    expect(await oddOf(content)).toEqual(expected);
  });
});

/** Its padding is one character. */
const padded = certificate;
/** Encrypted the old way: headers, an empty line, lines of 64. */
const locked = new TextDecoder().decode(foundFile('proc-type-aes-256.key'));
const unlock = ['pkey', '-passin', 'pass:secret'];

const others: readonly {
  readonly what: string;
  readonly command: readonly string[];
  readonly content: string;
  readonly odd?: readonly ArmourOddity[];
}[] = [
  { what: 'padding', command: ['x509'], content: padded },
  {
    what: 'the padding left out',
    command: ['x509'],
    content: padded.replace(/=+/, ''),
    odd: [{ kind: 'padding', line: linesOf(padded).length }],
  },
  { what: 'the headers of an encrypted key', command: unlock, content: locked },
  {
    what: 'lines of 32 below those headers',
    command: unlock,
    content: locked.replace(/^.{32}(?=.{32}$)/gm, '$&\n'),
    odd: [{ kind: 'line-length', line: 6 }],
  },
  {
    what: 'an empty line below those headers and their own',
    command: unlock,
    content: locked.replace('\n\n', '\n\n\n'),
    odd: [{ kind: 'blank-line', line: 5 }],
  },
  {
    what: 'too much padding',
    command: ['x509'],
    content: padded.replace(/=+/, '$&===='),
    odd: [{ kind: 'padding', line: linesOf(padded).length }],
  },
];

describe('a block with', () => {
  it.each(others)('$what', async ({ content, odd = [] }) =>
    expect(await oddOf(content, ['secret'])).toEqual(odd),
  );
});

it('every oddity has a row', () => {
  const told = [
    ...rows.flatMap(({ odd = [] }) => odd.map(([kind]) => kind)),
    ...others.flatMap(({ odd = [] }) => odd.map(({ kind }) => kind)),
  ];
  expect(armourOddities.filter((kind) => !told.includes(kind))).toEqual([]);
});

const isReadByOpenssl = (command: readonly string[], content: string | Uint8Array): boolean =>
  runProgram('openssl', [...command, '-noout'], bytesOf(content)).status === 0;

describeWith('openssl', 'openssl reads exactly what has no oddity', () => {
  it.each(things)('of a $kind', ({ pem, command }) => {
    const read = rows.filter(({ change }) => isReadByOpenssl([command], change(linesOf(pem))));
    expect(read.map(({ what }) => what)).toEqual(rows.filter(({ odd }) => !odd).map(({ what }) => what));
  });

  it.each(others)('a block with $what', ({ command, content, odd }) =>
    expect(isReadByOpenssl(command, content)).toBe(odd === undefined),
  );

  it('where blanks and text are put in at random', async () => {
    const piece = fc.constantFrom(
      ' ',
      '\t',
      '\n',
      '\r',
      '\r\n',
      '\n\n',
      '\f',
      '\u00a0',
      '<br>',
      'x: y\n',
      ' '.repeat(300),
    );
    const insertion = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), piece);
    const texts = fc.sample(fc.array(insertion, { minLength: 1, maxLength: 3 }), {
      seed: 20261130,
      numRuns: 100,
    });
    const disagreements: string[] = [];
    for (const insertions of texts) {
      // Half of them near the markers, where it matters most.
      const content = insertions.reduce((pem, [where, put]) => {
        const at = Math.round((where < 0.5 ? where * 0.1 : 1 - (1 - where) * 0.1) * pem.length);
        return pem.slice(0, at) + put + pem.slice(at);
      }, padded);
      const { recognised } = await open([{ path: 'f', bytes: bytesOf(content) }]);
      const isSound = recognised[0]?.armour?.sound === true;
      if (isSound !== isReadByOpenssl(['x509'], content)) disagreements.push(JSON.stringify(insertions));
    }
    expect(disagreements).toEqual([]);
  });
});
