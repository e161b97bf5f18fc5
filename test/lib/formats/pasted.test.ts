import { describe, expect, it } from 'vitest';
import { strToU8, zipSync } from 'fflate';
import { buildRequest } from '../../../fixtures/recipes/requests.ts';
import { integer, nullValue, octetString, oid, sequence, tlv } from '../../../src/lib/asn1/der-writer.ts';
import { hashId, pkcsId } from '../../../src/lib/asn1/oids.ts';
import { explicit, tag } from '../../../src/lib/asn1/tags.ts';
import { toBase64 } from '../../../src/lib/bytes.ts';
import { open } from '../../../src/lib/formats/open.ts';
import { writePem } from '../../../src/lib/formats/pem.ts';
import { everyExtensionCertificate } from '../../support/rich-der.ts';

const der = everyExtensionCertificate;
const base64 = toBase64(der);
const folded = base64.match(/.{1,76}/g)!;
const pem = writePem('CERTIFICATE', der);
const hexOf = (bytes: Uint8Array): string[] =>
  Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0'));
const lines = hexOf(der).reduce<string[][]>((all, octet, i) => {
  if (i % 16 === 0) all.push([]);
  all.at(-1)!.push(octet);
  return all;
}, []);
const offset = (i: number): string => (i * 16).toString(16).padStart(8, '0');

const mail = (headers: string, body: string): string =>
  `MIME-Version: 1.0\nSubject: certificate\n${headers}\n\n${body}`;
const attachment = (name: string, bytes: Uint8Array): string =>
  `Content-Type: application/octet-stream; name="${name}"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="${name}"\n\n${toBase64(bytes)}\n`;
const multipart = (...parts: readonly string[]): string =>
  mail(
    'Content-Type: multipart/mixed; boundary="b"',
    `\n${parts.map((part) => `--b\n${part}`).join('\n')}\n--b--\n`,
  );

const read = async (content: string | Uint8Array, path = 'file') =>
  open([{ path, bytes: typeof content === 'string' ? strToU8(content) : content }]);

describe('a certificate is read where it is written as', () => {
  it.each<[string, string, number | undefined]>([
    ['a value of JSON', JSON.stringify({ certificate: pem }), 1],
    ['a value of an environment file with CRLF', `A=1\nCERT="${pem.replaceAll('\n', '\\r\\n')}"\n`, 2],
    ['a quotation in a quotation', pem.replace(/^(?=.)/gm, '>> '), 1],
    ['SAML', `<X509Data>\n<X509Certificate>${folded.join('\n')}</X509Certificate></X509Data>`, 2],
    ['LDIF', `dn: cn=x\nuserCertificate;binary:: ${folded.join('\n ')}\nsn: x\n`, 2],
    ['base64 for URLs', base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''), 1],
    ['a member of a JSON list', JSON.stringify({ x5c: [base64] }), 1],
    ['hex', hexOf(der).join(''), 1],
    ['hex with colons', hexOf(der).join(':'), 1],
    [
      'a dump of xxd',
      lines.map((line, i) => `${offset(i)}: ${line.join('').replace(/.{4}/g, '$& ')} .0..x`).join('\n'),
      1,
    ],
    [
      'a dump of hexdump',
      [...lines.map((line, i) => `${offset(i)}  ${line.join(' ')}  |0..|`), '00000999'].join('\n'),
      1,
    ],
  ])('%s', async (_, content, line) => {
    const { recognised, unrecognised } = await read(content);
    expect(unrecognised).toEqual([]);
    expect(recognised).toMatchObject([{ kind: 'certificate', line }]);
    expect('der' in recognised[0]! && recognised[0].der).toEqual(der);
  });
});

describe('a mail', () => {
  it.each<[string, string, string[]]>([
    [
      'of one part',
      mail('Content-Type: application/pkix-cert; name=a.cer\nContent-Transfer-Encoding: base64', base64),
      ['a.cer'],
    ],
    [
      'with attachments',
      multipart('\nhello', attachment('a.cer', der), attachment('b.crt', strToU8(pem))),
      ['a.cer', 'b.crt'],
    ],
    ['with a zip', multipart(attachment('a.zip', zipSync({ 'c.crt': der }))), ['a.zip!/c.crt']],
    [
      'in a mail',
      multipart(`Content-Type: message/rfc822\n\n${multipart(attachment('a.cer', der))}`),
      ['a.cer'],
    ],
    [
      'with a block in its text, quoted-printable',
      mail(
        'Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable',
        pem.replaceAll('=', '=3D').replaceAll('\n', '=0A=\n'),
      ),
      ['part-1'],
    ],
    ['with CRLF', multipart(attachment('a.cer', der)).replaceAll('\n', '\r\n'), ['a.cer']],
  ])('%s gives what it carries', async (_, content, names) => {
    const { recognised, unrecognised } = await read(content, 'mail.eml');
    expect(unrecognised).toEqual([]);
    expect(recognised.map(({ path }) => path)).toEqual(names.map((name) => `mail.eml!/${name}`));
  });

  it('without anything in it is named', async () => {
    const { unrecognised } = await read(multipart('\nhello', attachment('logo.png', strToU8('\x89PNG'))));
    expect(unrecognised.map(({ error }) => error.message)).toEqual([
      'a mail without a certificate, request, key or list',
    ]);
  });

  it('in mails ends somewhere', async () => {
    let inner = multipart(attachment('a.cer', der));
    for (let i = 0; i < 8; i++) inner = multipart(attachment(`${i}.eml`, strToU8(inner)));
    expect((await read(inner)).unrecognised).toMatchObject([{ error: { code: 'too-large' } }]);
  });
});

describe('what is known and not read is named', () => {
  const algorithm = sequence(oid(hashId['id-sha1']), nullValue());
  const certId = sequence(
    algorithm,
    octetString(new Uint8Array(20)),
    octetString(new Uint8Array(20)),
    integer(1),
  );
  const pbes2 = sequence(oid(pkcsId.PBES2), sequence());
  const name = tlv(explicit(4), sequence());

  it.each<[string, Uint8Array, RegExp]>([
    ['an OCSP request', sequence(sequence(sequence(sequence(certId)))), /OCSP request/],
    [
      'an OCSP request with a version and a name',
      sequence(sequence(tlv(explicit(0), integer(0)), tlv(explicit(1), name), sequence(sequence(certId)))),
      /OCSP request/,
    ],
    [
      'a request for a timestamp',
      sequence(integer(1), sequence(algorithm, octetString(new Uint8Array(20)))),
      /timestamp/,
    ],
    [
      'an answer of a timestamp service',
      sequence(sequence(integer(0)), sequence(oid(pkcsId.signedData), tlv(explicit(0)))),
      /timestamp/,
    ],
    ['CMP', sequence(sequence(integer(2), name, name), tlv(explicit(19))), /CMP/],
    ['CRMF', sequence(sequence(sequence(integer(0), sequence()))), /CRMF/],
    [
      'a keystore of Bouncy Castle',
      sequence(sequence(pbes2, octetString(new Uint8Array(9))), sequence(algorithm)),
      /BCFKS.*keytool/,
    ],
    ['SignedData alone', sequence(integer(1), tlv(tag.set), sequence(oid(pkcsId.data))), /ContentInfo/],
    ['BKS', Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 20, 1), /BKS.*keytool/],
    ['UBER', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 20, 1), /UBER.*keytool/],
    ['a key of Microsoft', Uint8Array.of(0x1e, 0xf1, 0xb5, 0xb0, 0), /pvk.*openssl rsa/],
    ['a key blob', Uint8Array.of(7, 2, 0, 0, 0, 0xa4, 0, 0, 0x52, 0x53, 0x41, 0x32), /blob.*openssl rsa/],
    ['xz', Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), /xz/],
    [
      'a zip behind a program',
      Uint8Array.from([...strToU8('MZ\0\x01'), ...zipSync({ a: der })]),
      /zip archive behind/,
    ],
    ['an SSH key', strToU8('---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n'), /SSH/],
    ['SPKAC', strToU8('SPKAC=MIIB'), /SPKAC/],
    ['an encrypted mail', sequence(oid(pkcsId.envelopedData), tlv(explicit(0))), /encrypted mail/],
  ])('%s', async (_, bytes, words) => {
    const { recognised, unrecognised } = await read(bytes);
    expect(recognised).toEqual([]);
    expect(unrecognised.map(({ error }) => error.message).join()).toMatch(words);
  });
});

describe('a file of more than anybody has', () => {
  it.each<[string, string]>([
    ['BEGIN lines', '-----BEGIN CERTIFICATE-----\n'.repeat(1_000)],
    [
      'blocks that are nothing',
      `-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n`.repeat(1_000),
    ],
  ])('%s ends early, and says by which limit', async (_, content) => {
    const { recognised, unrecognised } = await read(content);
    expect([recognised.length, unrecognised.length]).toEqual([0, 101]);
    expect(unrecognised.at(-1)!.error).toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('limit problems') as string,
    });
  });

  it('blocks are read up to their limit, which can be raised', async () => {
    const bytes = strToU8(writePem('CERTIFICATE REQUEST', buildRequest()).repeat(4));
    const counts = async (blocks: number) => {
      const { recognised, unrecognised } = await open([{ path: 'file', bytes }], { limits: { blocks } });
      return [recognised.length, unrecognised.length];
    };
    expect(await counts(3)).toEqual([3, 1]);
    expect(await counts(4)).toEqual([4, 0]);
  });
});
