import { createPrivateKey, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRequest, keyText } from '../../../fixtures/recipes/requests.ts';
import {
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
  tlv,
  utf8String,
} from '../../../src/lib/asn1/der-writer.ts';
import { explicit, tag } from '../../../src/lib/asn1/tags.ts';
import { toBase64, type Bytes } from '../../../src/lib/bytes.ts';
import { open } from '../../../src/lib/formats/open.ts';
import { findParts, otherKinds } from '../../../src/lib/formats/parts.ts';
import { writePem } from '../../../src/lib/formats/pem.ts';
import { asn1Kinds, recogniseAsn1 } from '../../../src/lib/formats/recognise.ts';
import { thingText } from '../../../src/lib/formats/thing-text.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const latin1 = (content: string): Uint8Array =>
  Uint8Array.from(content, (character) => character.charCodeAt(0));
const request = buildRequest();
const pem = writePem('CERTIFICATE REQUEST', request);
const utf16 = (content: string, littleEndian: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(content.length * 2));
  [...content].forEach((character, at) => view.setUint16(at * 2, character.charCodeAt(0), littleEndian));
  return new Uint8Array(view.buffer);
};
const utcTime = tlv(tag.utcTime, text('261122100000Z'));
const name = sequence(setOf(sequence(oid('2.5.4.3'), utf8String('Corp CA'))));
const algorithm = sequence(oid('1.2.840.113549.1.1.11'), nullValue());
const signature = tlv(tag.bitString, new Uint8Array(9));
const key = (kind: 'pkcs1' | 'sec1' | 'pkcs8', file: 'rsa-2048' | 'ec-p-256'): Uint8Array => {
  const content = keyText(file);
  const object = createPrivateKey(content.slice(content.indexOf('-----BEGIN')));
  return new Uint8Array(object.export({ type: kind, format: 'der' }));
};
const spki = new Uint8Array(
  createPublicKey(keyText('ed25519').replace(/^.*\n/, '')).export({ type: 'spki', format: 'der' }),
);
/** The kind of each part; of an unreadable one its error. */
const kinds = (bytes: Uint8Array): string[] =>
  findParts(bytes).map((part) => (part.kind === 'unread' ? (part.other ?? part.error.code) : part.kind));

describe('a request is found', () => {
  it.each<[string, Uint8Array]>([
    ['in DER', request],
    ['in PEM', text(pem)],
    [
      'in PEM with CRLF, a byte order mark and indentation',
      text(`\u{feff}  ${pem.replaceAll('\n', '\r\n  ')}`),
    ],
    ['in PEM with text around it', text(`Hello,\n\n${pem}\nRegards`)],
    ['in PEM with text in an 8-bit code around it', latin1(`Gr\u00fc\u00dfe\n${pem}`)],
    ['in PEM with the label of Windows', text(writePem('NEW CERTIFICATE REQUEST', request))],
    ['in PEM with a wrong label', text(writePem('CERTIFICATE', request))],
    ['in PEM with a label of nobody', text(writePem('X', request))],
    ['in base64 without armour', text(toBase64(request))],
    ['in base64 without armour, in lines', text(toBase64(request).replace(/.{76}/g, '$&\r\n'))],
    ['in UTF-16 as Notepad saves it', utf16(`\u{feff}${pem}`, true)],
    ['in UTF-16, big endian', utf16(`\u{feff}${pem}`, false)],
    ['in DER, cut off', request.subarray(0, 400)],
  ])('%s', (_, bytes) => expect(kinds(bytes)).toEqual(['certificate-request']));

  it('in DER, with what is behind it told apart', () =>
    expect(kinds(Uint8Array.of(...request, 1, 2, 3))).toEqual(['certificate-request', 'trailing-bytes']));

  it('among other things, each with its line', () => {
    const parts = findParts(text(`${keyText('rsa-2048')}\n${pem}${pem}`));
    expect(parts.map((part) => [part.kind, part.line])).toEqual([
      ['private-key', 2],
      ['certificate-request', 31],
      ['certificate-request', 51],
    ]);
  });

  it('by its label where the bytes no longer tell', () => {
    const damaged = new Uint8Array(request);
    damaged[4] = 0;
    expect(kinds(text(writePem('CERTIFICATE REQUEST', damaged)))).toEqual(['certificate-request']);
  });
});

describe('other things are told apart', () => {
  it.each<[string, Bytes | Uint8Array, string]>([
    [
      'a certificate',
      sequence(sequence(tlv(explicit(0), integer(2)), integer(1), algorithm), algorithm, signature),
      'certificate',
    ],
    [
      'a certificate of version 1',
      sequence(sequence(integer(1), algorithm, name, sequence(utcTime, utcTime), name), algorithm, signature),
      'certificate',
    ],
    ['a CRL', sequence(sequence(integer(1), algorithm, name, utcTime), algorithm, signature), 'crl'],
    ['a CRL of version 1', sequence(sequence(algorithm, name, utcTime), algorithm, signature), 'crl'],
    ['a PKCS#8 key', key('pkcs8', 'rsa-2048'), 'private-key'],
    ['a PKCS#1 key', key('pkcs1', 'rsa-2048'), 'private-key'],
    ['a SEC1 key', key('sec1', 'ec-p-256'), 'private-key'],
    [
      'an encrypted PKCS#8 key',
      sequence(sequence(oid('1.2.840.113549.1.5.13'), sequence()), octetString(new Uint8Array(16))),
      'encrypted-private-key',
    ],
    ['a public key', spki, 'public-key'],
    ['a PKCS#1 public key', sequence(integer(2n ** 200n), integer(65537)), 'public-key'],
    ['PKCS#7', sequence(oid('1.2.840.113549.1.7.2'), tlv(explicit(0))), 'pkcs7'],
    [
      'PKCS#7 in BER of indefinite length',
      Uint8Array.of(0x30, 0x80, ...oid('1.2.840.113549.1.7.2'), 0xa0, 0x80),
      'pkcs7',
    ],
    ['PKCS#12', sequence(integer(3), sequence(oid('1.2.840.113549.1.7.1'), tlv(explicit(0)))), 'pkcs12'],
    ['an OCSP response', sequence(tlv(tag.enumerated, Uint8Array.of(0)), tlv(explicit(0))), 'ocsp-response'],
    ['a zip', latin1('PK\u0003\u0004rest'), 'zip'],
    ['a zip without files', latin1('PK\u0005\u0006rest'), 'zip'],
    ['an HTML page', text('\n<!DOCTYPE html><html><body>Sign in</body></html>'), 'html'],
    ['an HTML page that starts with a comment', text('<!-- saved --><HTML>'), 'html'],
    ['a note', text('The request follows tomorrow.'), 'text'],
    ['a word that could be base64', text('password'), 'text'],
    ['a PEM marker with dashes lost', text(pem.replaceAll('-----', '')), 'certificate-request'],
    ['nothing', new Uint8Array(), 'empty'],
    ['blanks', text(' \r\n\t'), 'empty'],
    ['a picture', latin1('\u0089PNG\r\n\u001a\n\u0000'), 'binary'],
    ['a SEQUENCE of nothing we know', sequence(utf8String('x')), 'binary'],
  ])('%s', (_, bytes, kind) => {
    expect(kinds(bytes)).toEqual([kind]);
  });

  it('an old encrypted PEM key', () => {
    const block = writePem('RSA PRIVATE KEY', new Uint8Array(40)).replace(
      '\n',
      '\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,00\n\n',
    );
    expect(kinds(text(block))).toEqual(['encrypted-private-key']);
  });

  it('the curve that openssl writes before a key', () => {
    const curve = writePem('EC PARAMETERS', oid('1.2.840.10045.3.1.7'));
    expect(kinds(text(curve))).toEqual(['key-parameters']);
  });
});

describe('what cannot be read is told', () => {
  it.each([
    ['a block without END', text(pem.slice(0, 300)), 'invalid-pem'],
    ['a block with a foreign character', text(pem.replace('MII', 'M!I')), 'invalid-base64'],
    ['a block of nobody knows what', text(writePem('X', new Uint8Array(4))), 'unrecognised'],
  ])('%s', (_, bytes, code) => {
    expect(kinds(bytes)).toEqual([code]);
    expect(findParts(bytes)[0]!.line).toBe(1);
  });
});

describe('any bytes', () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Uint8Array.of(0x30, ...bytes)),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Uint8Array.of(0x30, 0x80, 0x30, 0x82, ...bytes)),
  );

  it('give parts of kinds that are known', () => {
    const known: readonly string[] = [...asn1Kinds, ...otherKinds, 'names', 'trailing-bytes', 'unrecognised'];
    fc.assert(
      fc.property(noise, (bytes) => {
        expect(kinds(bytes).length).toBeGreaterThan(0);
        for (const kind of kinds(bytes)) expect(known).toContain(kind);
      }),
      { seed: 20261122, numRuns: 3000 },
    );
  });

  it('give things that have their words', async () => {
    await fc.assert(
      fc.asyncProperty(noise, async (bytes) => {
        const { recognised, unrecognised } = await open([{ path: 'f', bytes }]);
        for (const item of [...recognised, ...unrecognised]) {
          expect(thingText(item)).toMatch(/^(an? |key |nothing|text |binary |\d+ bytes )/);
        }
      }),
      { seed: 20261122, numRuns: 1000 },
    );
  });

  it('that are a damaged request are still taken for something', () => {
    const change = fc.tuple(fc.nat(40), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
        const damaged = new Uint8Array(request);
        for (const [at, octet] of changes) damaged[at] = octet;
        const kind = recogniseAsn1(damaged);
        expect([...asn1Kinds, undefined]).toContain(kind);
        expect(findParts(damaged).length).toBeGreaterThan(0);
      }),
      { seed: 20261122, numRuns: 2000 },
    );
  });
});
