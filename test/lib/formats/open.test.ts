import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildRequest, keyText } from '../../../fixtures/recipes/requests.ts';
import { concat, toBase64 } from '../../../src/lib/bytes.ts';
import { open, type OpenOptions } from '../../../src/lib/formats/open.ts';
import { decodeBase64, writePem } from '../../../src/lib/formats/pem.ts';
import { streamed } from '../../support/ber.ts';
import { foundFile } from '../../support/found.ts';
import { hex } from '../../support/decode.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const pem = text(foundFile('expe1.crt'));
const der = decodeBase64(pem.split('-----')[2]!);
const request = buildRequest();
const requestPem = writePem('CERTIFICATE REQUEST', request);
const noise = strToU8('nothing of ours');

function utf16(content: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(content.length * 2));
  [...content].forEach((character, at) => view.setUint16(at * 2, character.charCodeAt(0), littleEndian));
  return new Uint8Array(view.buffer);
}

const openOne = (bytes: Uint8Array | string, options?: OpenOptions) =>
  open([{ path: 'f', bytes: typeof bytes === 'string' ? strToU8(bytes) : bytes }], options);

/** `entry kind`, and `entry ! code` for what could not be read. */
async function outline(bytes: Uint8Array | string, options?: OpenOptions): Promise<string[]> {
  const { recognised, unrecognised } = await openOne(bytes, options);
  return [
    ...recognised.map(({ entry, kind }) => `${entry} ${kind}`),
    ...unrecognised.map(({ entry, error }) => `${entry} ! ${error.code}`),
  ];
}

describe('a certificate is read', () => {
  it.each<[string, Uint8Array | string]>([
    ['in DER', der],
    ['in DER with a line feed behind it', concat(der, Uint8Array.of(0x0d, 0x0a))],
    ['in PEM', pem],
    ['in PEM with text around it', `Subject: your certificate\n\nHello,\n${pem}Kind regards\n`],
    [
      'in PEM with bag attributes',
      `Bag Attributes\n    friendlyName: tomcat\n    localKeyID: 01 02\nsubject=CN = x\n\n${pem}`,
    ],
    ['in PEM behind a byte order mark', `\u{feff}${pem}`],
    ['in PEM with CRLF', pem.replaceAll('\n', '\r\n')],
    ['in PEM with CR', pem.replaceAll('\n', '\r')],
    ['in PEM, indented', pem.replaceAll(/^/gm, '    ')],
    ['in PEM on one line', pem.replaceAll('\n', ' ')],
    ['in PEM as UTF-16 with a byte order mark', utf16(`\u{feff}${pem}`, true)],
    ['in PEM as UTF-16 without one', utf16(pem, true)],
    ['in PEM as UTF-16, big endian', utf16(pem, false)],
    ['in PEM labelled as a request', pem.replaceAll('CERTIFICATE', 'CERTIFICATE REQUEST')],
    ['in PEM labelled as PKCS#7', pem.replaceAll('CERTIFICATE', 'PKCS7')],
    ['in PEM labelled X509 CERTIFICATE', pem.replaceAll('CERTIFICATE', 'X509 CERTIFICATE')],
    ['in PEM with a label nobody knows', pem.replaceAll('CERTIFICATE', 'THING')],
    ['in the trusted form of OpenSSL', writePem('TRUSTED CERTIFICATE', concat(der, hex('3000')))],
    ['in PEM in the middle of a log with odd characters', `\u0007\u0001${pem}\u0002`],
    ['in base64 without armour', toBase64(der)],
    ['in base64 without armour, in lines', toBase64(der).replace(/.{76}/g, '$&\r\n')],
    ['in base64 of PEM, as Kubernetes keeps it', toBase64(strToU8(pem))],
  ])('%s', async (_, bytes) => expect(await outline(bytes)).toEqual(['1 certificate']));

  it('with its path, line, label and the text above it', async () => {
    const { recognised } = await openOne(`# CallManager\n${pem}\nentry 2, tomcat\n${pem}`);
    expect(
      recognised.map(({ path, entry, line, label, comment, encoding, textAround }) => [
        path,
        entry,
        line,
        label,
        comment,
        encoding,
        textAround,
      ]),
    ).toEqual([
      ['f', 1, 2, 'CERTIFICATE', 'CallManager', 'PEM', true],
      ['f', 2, expect.any(Number), 'CERTIFICATE', 'entry 2, tomcat', 'PEM', true],
    ]);
  });

  it.each([
    [
      'the friendlyName of bag attributes',
      `Bag Attributes\n    friendlyName: tomcat\nsubject=CN = x\nissuer=CN = y\n${pem}`,
      'tomcat',
    ],
    [
      'nothing of what openssl s_client prints',
      `Certificate chain\n 0 s:CN = x\n   i:CN = y\n${pem}`,
      'Certificate chain',
    ],
    ['nothing from before the block before', `note\n${pem}${pem}`, undefined],
    ['nothing longer than a note', `${'x'.repeat(300)}\n${pem}`, undefined],
  ])('the text above it is %s', async (_, content, comment) => {
    expect((await openOne(content)).recognised.at(-1)!.comment).toBe(comment);
  });

  it('one behind the other in DER, each with its offset', async () => {
    const { recognised } = await openOne(concat(der, request));
    expect(recognised.map(({ kind, offset, entry }) => [kind, offset, entry])).toEqual([
      ['certificate', 0, 1],
      ['certificate-request', der.length, 2],
    ]);
  });
});

describe('other things are read', () => {
  const bundle = foundFile('bundle.p7b');

  it.each<[string, Uint8Array | string, string[]]>([
    ['a request', requestPem, ['1 certificate-request']],
    ['a request labelled as a certificate', writePem('CERTIFICATE', request), ['1 certificate-request']],
    ['a key', keyText('ec-p-256'), ['1 private-key']],
    ['copied names', 'DNS:a.example.com, SRV:_collab-edge._tls.example.com', ['1 names']],
    ['PKCS#7 in DER', bundle, ['1 pkcs7', '1 certificate']],
    ['PKCS#7 in PEM', writePem('PKCS7', bundle), ['1 pkcs7', '1 certificate']],
    [
      'PKCS#7 labelled as a certificate, as Windows does',
      writePem('CERTIFICATE', bundle),
      ['1 pkcs7', '1 certificate'],
    ],
    ['PKCS#7 in BER', streamed(bundle), ['1 pkcs7', '1 certificate']],
    ['a signed message in BER', foundFile('ber.p7m'), ['1 pkcs7', '1 certificate']],
    [
      'everything in one file',
      `${pem}${requestPem}${keyText('rsa-2048')}${writePem('PKCS7', bundle)}${pem}`,
      [
        '1 certificate',
        '2 certificate-request',
        '3 private-key',
        '4 pkcs7',
        '4 certificate',
        '5 certificate',
      ],
    ],
  ])('%s', async (_, bytes, expected) => expect(await outline(bytes)).toEqual(expected));

  it('things out of a container say so', async () => {
    const { recognised } = await openOne(bundle);
    expect(recognised.map(({ kind, container }) => [kind, container])).toEqual([
      ['pkcs7', undefined],
      ['certificate', 'PKCS#7'],
    ]);
  });
});

describe('what is nothing of ours says what it is', () => {
  const starting = (...octets: readonly number[]): Uint8Array =>
    concat(Uint8Array.of(...octets), new Uint8Array(20));

  it.each<[string, Uint8Array | string, string, RegExp]>([
    ['an empty file', '', 'empty', /empty/],
    ['blanks', ' \r\n ', 'empty', /white space/],
    ['a note', noise, 'unrecognised', /^text without/],
    ['a web page', '<!DOCTYPE html>\n<html>', 'unrecognised', /sign-in page/],
    ['a Java keystore', starting(0xfe, 0xed, 0xfe, 0xed), 'unrecognised', /JKS.*keytool -importkeystore/],
    [
      'a serialized store',
      concat(new Uint8Array(4), strToU8('CERT'), new Uint8Array(9)),
      'unrecognised',
      /\.sst/,
    ],
    ['a PDF', '%PDF-1.7', 'unrecognised', /PDF/],
    ['a gzip file', starting(0x1f, 0x8b), 'unrecognised', /gzip/],
    ['a 7z archive', concat(strToU8('7z'), hex('bcaf271c')), 'unrecognised', /7z/],
    ['an SSH key', 'ssh-rsa AAAAB3NzaC1yc2E= me', 'unrecognised', /SSH/],
    [
      'an OpenSSH private key',
      writePem('OPENSSH PRIVATE KEY', new Uint8Array(20)),
      'unsupported',
      /ssh-keygen/,
    ],
    ['a PGP message', writePem('PGP MESSAGE', new Uint8Array(20)), 'unrecognised', /PGP/],
    ['other binary data', starting(1, 2, 3), 'unrecognised', /no known kind/],
    [
      'a block of nothing known',
      writePem('THING', new Uint8Array(20)),
      'unrecognised',
      /"THING" is nothing known/,
    ],
  ])('%s', async (_, bytes, code, message) => {
    const { recognised, unrecognised } = await openOne(bytes);
    expect(recognised).toEqual([]);
    expect(unrecognised.map(({ error }) => error.code)).toEqual([code]);
    expect(unrecognised[0]!.error.message).toMatch(message);
  });
});

describe('what is damaged says where', () => {
  const cut = der.subarray(0, 200);

  it.each<[string, Uint8Array | string, string[]]>([
    ['a block without its end', pem.slice(0, 200), ['1 ! invalid-pem']],
    ['a block with other base64', pem.replace('MII', 'M!I'), ['1 ! invalid-base64']],
    ['a certificate that is cut off', cut, ['1 ! truncated']],
    [
      'a certificate with junk behind it',
      concat(der, strToU8('junk')),
      ['1 certificate', '2 ! trailing-bytes'],
    ],
    ['junk inside of the block', writePem('CERTIFICATE', concat(der, hex('00'))), ['1 ! trailing-bytes']],
    ['PKCS#7 that is cut off', foundFile('bundle.p7b').subarray(0, 300), ['1 ! truncated']],
    ['encrypted PKCS#7', hex('300f 06092a864886f70d010703 a0023000'), ['1 ! unsupported']],
  ])('%s', async (_, bytes, expected) => expect(await outline(bytes)).toEqual(expected));

  it('and does not hide what is good beside it', async () => {
    const damaged = writePem('CERTIFICATE', cut);
    expect(await outline(`${pem}${damaged}${requestPem}`)).toEqual([
      '1 certificate',
      '3 certificate-request',
      '2 ! truncated',
    ]);
    const { unrecognised } = await openOne(`${pem}${damaged}`);
    expect(unrecognised[0]).toMatchObject({
      path: 'f',
      entry: 2,
      kind: 'certificate',
      label: 'CERTIFICATE',
      der: cut,
    });
  });

  it('the octets of a damaged private key are not handed on', async () => {
    const { unrecognised } = await openOne(writePem('PRIVATE KEY', hex('30820100020100')));
    expect(unrecognised).toMatchObject([{ kind: 'private-key', der: undefined }]);
  });
});

describe('archives', () => {
  const zip = (files: Record<string, Uint8Array>): Uint8Array => zipSync(files, { mtime: '2026-11-22' });

  it('are opened, archives in archives too, and paths say where a thing lies', async () => {
    const inner = zip({ 'chain/ca.p7b': foundFile('bundle.p7b') });
    const outer = zip({ 'issued/expe1.pem': strToU8(pem), 'more.zip': inner, 'readme.txt': noise });
    const { recognised, unrecognised } = await open([{ path: 'handover.zip', bytes: outer }]);
    expect(recognised.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      'handover.zip!/issued/expe1.pem certificate',
      'handover.zip!/more.zip!/chain/ca.p7b pkcs7',
      'handover.zip!/more.zip!/chain/ca.p7b certificate',
    ]);
    expect(unrecognised.map(({ path }) => path)).toEqual(['handover.zip!/readme.txt']);
  });

  it.each<[string, () => Uint8Array, OpenOptions['limits'] & object, RegExp]>([
    [
      'too deep',
      () => zip({ 'b.zip': zip({ 'c.zip': zip({ x: noise }) }) }),
      { zipDepth: 2 },
      /more than 2 deep \(limit zipDepth\)$/,
    ],
    [
      'too large',
      () => zip({ a: new Uint8Array(2000).map((_, i) => i * 7) }),
      { unpackedBytes: 1000 },
      /\(limit unpackedBytes\)$/,
    ],
    ['bombs', () => zip({ a: new Uint8Array(4_000_000) }), {}, /\(limit ratio\)$/],
    [
      'full of files',
      () => zip({ a: noise, b: noise, c: noise, d: noise, e: noise }),
      { files: 3 },
      /more than 3 files \(limit files\)$/,
    ],
    [
      'full of a large file',
      () => zip({ a: new Uint8Array(2000) }),
      { fileBytes: 1000 },
      /larger than 1000 bytes \(limit fileBytes\)$/,
    ],
    ['empty', () => zip({}), {}, /holds no files$/],
  ])('that are %s are stopped with a reason that names the limit', async (_, make, limits, message) => {
    const { unrecognised } = await open([{ path: 'a.zip', bytes: make() }], { limits });
    expect(unrecognised.map(({ error }) => error.message)).toContainEqual(expect.stringMatching(message));
  });

  it.each<[string, Record<string, Uint8Array>, string]>([
    ['a document', { '[Content_Types].xml': noise, 'word/document.xml': noise }, 'an Office document'],
    ['a table', { '[Content_Types].xml': noise, 'xl/workbook.xml': noise }, 'an Office document'],
    ['an OpenDocument file', { mimetype: noise, 'META-INF/manifest.xml': noise }, 'an Office document'],
  ])('that are %s are told as one file, not part by part', async (_, parts, what) => {
    const { unrecognised } = await open([{ path: 'notes.docx', bytes: zip(parts) }]);
    expect(unrecognised.map(({ path, error }) => [path, error.code, error.message])).toEqual([
      ['notes.docx', 'unrecognised', what],
    ]);
  });

  it('that are documents hide neither a certificate in them nor one pasted in their text', async () => {
    const { recognised, unrecognised } = await open([
      {
        path: 'a.docx',
        bytes: zip({ 'word/document.xml': noise, 'word/embeddings/expe1.pem': strToU8(pem) }),
      },
      { path: 'b.docx', bytes: zip({ 'word/document.xml': strToU8(pem.replaceAll('\n', '<w:br/>')) }) },
      { path: 'c.docx', bytes: zip({ 'word/document.xml': strToU8(pem.replaceAll('\n', '¶')) }) },
    ]);
    expect(recognised.map(({ path }) => path)).toEqual([
      'a.docx!/word/embeddings/expe1.pem',
      'b.docx!/word/document.xml',
    ]);
    expect(unrecognised.map(({ path }) => path)).toEqual([
      'a.docx!/word/document.xml',
      'c.docx!/word/document.xml',
      'c.docx',
    ]);
  });

  it('that cannot be read leave the other files alone', async () => {
    const broken = zip({ a: noise }).subarray(0, -10);
    const { recognised, unrecognised } = await open([
      { path: 'broken.zip', bytes: broken },
      { path: 'good.pem', bytes: strToU8(pem) },
    ]);
    expect(recognised.map(({ path }) => path)).toEqual(['good.pem']);
    expect(unrecognised.map(({ path, error }) => [path, error.code])).toEqual([['broken.zip', 'truncated']]);
  });
});

describe('2,000 files', () => {
  it('are all read', async () => {
    const files = Array.from({ length: 2000 }, (_, i) => ({
      path: `issued/${i}.pem`,
      bytes: strToU8(`${i}\n${pem}`),
    }));
    const { recognised, unrecognised } = await open(files);
    expect([recognised.length, unrecognised.length]).toEqual([2000, 0]);
    expect(recognised[1999]).toMatchObject({ path: 'issued/1999.pem', comment: '1999' });
  });

  it('are all read out of one archive', async () => {
    const files = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`${i}.pem`, strToU8(pem)]));
    const { recognised } = await open([{ path: 'a.zip', bytes: zipSync(files) }]);
    expect(recognised).toHaveLength(2000);
  });
});

it('what is no file is misuse', async () => {
  const bytes = pem as unknown as Uint8Array;
  await expect(open([{ path: 'f', bytes }])).rejects.toThrow(TypeError);
});
