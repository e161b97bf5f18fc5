import { describe, expect, it } from 'vitest';
import { DerReader } from '../../../src/lib/asn1/der-reader.ts';
import { ia5String, oid, sequence, setOf, tlv, utf8String } from '../../../src/lib/asn1/der-writer.ts';
import { attributeType } from '../../../src/lib/asn1/oids.ts';
import { tag } from '../../../src/lib/asn1/tags.ts';
import {
  attributeValues,
  isWithinName,
  nameKey,
  printName,
  readName,
  sameName,
  type Name,
} from '../../../src/lib/x509/name.ts';
import { attribute, commonName, nameDer } from '../../support/certificate-der.ts';
import { caught, hex } from '../../support/decode.ts';

const read = (der: Uint8Array): Name => {
  const reader = DerReader.over(der);
  const name = readName(reader, 'subject');
  reader.finish();
  return name;
};

const ascii = new TextEncoder();
const printable = (text: string): Uint8Array => tlv(tag.printableString, ascii.encode(text));
const teletex = (text: string): Uint8Array =>
  tlv(tag.teletexString, Uint8Array.from(Buffer.from(text, 'latin1')));
const bmp = (text: string): Uint8Array =>
  tlv(tag.bmpString, Uint8Array.from(Buffer.from(text, 'utf16le').swap16()));
const {
  commonName: cn,
  organizationName: o,
  organizationalUnitName: ou,
  domainComponent: dc,
} = attributeType;

describe('reading', () => {
  it('keeps types, texts and string types in encoding order', () => {
    const name = read(
      nameDer(attribute(attributeType.countryName, printable('NO')), attribute(cn, utf8String('Å'))),
    );
    expect(name.rdns).toEqual([
      [{ type: '2.5.4.6', value: 'NO', stringType: 'PrintableString' }],
      [{ type: '2.5.4.3', value: 'Å', stringType: 'UTF8String' }],
    ]);
  });

  it('keeps a value that is no string as hex', () => {
    const [rdn] = read(nameDer(attribute('2.5.4.45', hex('030200aa')))).rdns;
    expect(rdn).toEqual([{ type: '2.5.4.45', value: '#030200aa', stringType: undefined }]);
  });

  it('reads the empty name', () => {
    expect(read(sequence())).toMatchObject({ rdns: [], der: hex('3000') });
  });

  it('notes attributes out of DER order, as some libraries write them', () => {
    const [a, b] = [attribute(cn, utf8String('b')), attribute(cn, utf8String('a'))];
    const reader = DerReader.over(sequence(tlv(tag.set, a, b)));
    expect(readName(reader, 'subject').rdns[0]).toHaveLength(2);
    expect(reader.deviations).toMatchObject([{ code: 'unsorted-set', field: 'subject' }]);
    const sorted = DerReader.over(sequence(setOf(a, b)));
    readName(sorted, 'subject');
    expect(sorted.deviations).toEqual([]);
  });

  it.each([
    ['an RDN without attributes', sequence(setOf()), 'empty', 'subject'],
    ['an attribute without a value', sequence(setOf(sequence(oid(cn)))), 'truncated', 'subject.commonName'],
    [
      'an attribute with two values',
      sequence(setOf(sequence(oid(cn), utf8String('a'), utf8String('b')))),
      'trailing-bytes',
      'subject',
    ],
    [
      'a wrong alphabet',
      nameDer(attribute(cn, tlv(tag.utf8String, hex('ff')))),
      'invalid-string',
      'subject.commonName',
    ],
    [
      'an RDN that is a SEQUENCE',
      sequence(sequence(attribute(cn, utf8String('a')))),
      'unexpected-tag',
      'subject',
    ],
  ])('refuses %s', (_, der, code, field) => {
    expect(caught(() => read(der))).toMatchObject({ code, field });
  });

  it('finds all values of a type', () => {
    const name = read(
      nameDer(attribute(ou, utf8String('a')), attribute(cn, utf8String('x')), attribute(ou, utf8String('b'))),
    );
    expect(attributeValues(name, ou)).toEqual(['a', 'b']);
    expect(attributeValues(name, o)).toEqual([]);
  });
});

describe('printing (RFC 4514)', () => {
  it.each([
    [
      'last RDN first',
      nameDer(attribute(o, utf8String('Acme')), attribute(cn, utf8String('x'))),
      'CN=x,O=Acme',
    ],
    [
      'attributes of one RDN with +',
      sequence(setOf(attribute(cn, utf8String('a')), attribute(ou, utf8String('b')))),
      'CN=a+OU=b',
    ],
    ['special characters', commonName('a,b+c"d\\e<f>g;h'), 'CN=a\\,b\\+c\\"d\\\\e\\<f\\>g\\;h'],
    ['blanks at both ends', commonName('  a  '), 'CN=\\  a \\ '],
    ['one blank', commonName(' '), 'CN=\\ '],
    ['a backslash before a blank at the end', commonName('a\\ '), 'CN=a\\\\\\ '],
    ['a number sign in front', commonName('#a#'), 'CN=\\#a#'],
    ['invisible characters as hex of their UTF-8', commonName('a\0\n\u202eb'), 'CN=a\\00\\0a\\e2\\80\\aeb'],
    ['letters as they are', commonName('Müller 東京'), 'CN=Müller 東京'],
    [
      'a value that is no string',
      nameDer(attribute('2.5.4.45', hex('030200aa'))),
      'x500UniqueIdentifier=#030200aa',
    ],
    [
      'a type without a name, whatever its value',
      nameDer(attribute('1.2.3.4', utf8String('a,b'))),
      '1.2.3.4=#0c03612c62',
    ],
    ['a known type without a short name', nameDer(attribute('2.5.4.5', printable('7'))), 'serialNumber=7'],
    ['nothing for the empty name', sequence(), ''],
  ])('%s', (_, der, text) => {
    expect(printName(read(der))).toBe(text);
  });
});

describe('comparison (RFC 5280 7.1)', () => {
  it.each([
    ['different string types', nameDer(attribute(cn, printable('Acme'))), commonName('Acme')],
    ['BMPString and UTF8String', nameDer(attribute(cn, bmp('Müller'))), commonName('Müller')],
    ['TeletexString and UTF8String', nameDer(attribute(cn, teletex('Müller'))), commonName('Müller')],
    ['case', commonName('ACME Inc.'), commonName('Acme INC.')],
    ['case beyond ASCII', commonName('MÜLLER ΟΔΟΣ'), commonName('müller οδος')],
    ['ß and ss', commonName('Straße'), commonName('STRASSE')],
    ['blanks at both ends', commonName('  Acme '), commonName('Acme')],
    ['runs of blanks', commonName('Acme   Inc'), commonName('Acme Inc')],
    ['other blanks', commonName('Acme\u00a0\tInc'), commonName('Acme Inc')],
    ['composed and decomposed letters', commonName('Mu\u0308ller'), commonName('M\u00fcller')],
    ['compatibility forms', commonName('ＡＣＭＥ'), commonName('acme')],
    ['soft hyphens and zero-width characters', commonName('Ac\u00adme\u200b'), commonName('acme')],
    [
      'domain components by case',
      nameDer(attribute(dc, ia5String('Example'))),
      nameDer(attribute(dc, ia5String('EXAMPLE'))),
    ],
    [
      'e-mail addresses by case',
      nameDer(attribute(attributeType.emailAddress, ia5String('A@Example.com'))),
      nameDer(attribute(attributeType.emailAddress, ia5String('a@example.com'))),
    ],
    [
      'the order inside one RDN',
      sequence(tlv(tag.set, attribute(cn, utf8String('a')), attribute(ou, utf8String('b')))),
      sequence(tlv(tag.set, attribute(ou, utf8String('b')), attribute(cn, utf8String('a')))),
    ],
    ['case beside a character for private use', commonName('\ue000 ACME'), commonName('\ue000 acme')],
    ['only blanks, and nothing', commonName('  '), commonName('')],
  ])('%s do not matter', (_, a, b) => {
    expect(sameName(read(a), read(b))).toBe(true);
    expect(nameKey(read(a))).toBe(nameKey(read(b)));
  });

  it.each([
    ['another word', commonName('Acme'), commonName('Acne')],
    ['a missing blank', commonName('AcmeInc'), commonName('Acme Inc')],
    ['another type', commonName('a'), nameDer(attribute(o, utf8String('a')))],
    [
      'the order of RDNs',
      nameDer(attribute(cn, utf8String('a')), attribute(o, utf8String('b'))),
      nameDer(attribute(o, utf8String('b')), attribute(cn, utf8String('a'))),
    ],
    [
      'two RDNs instead of one',
      nameDer(attribute(cn, utf8String('a')), attribute(ou, utf8String('b'))),
      sequence(setOf(attribute(cn, utf8String('a')), attribute(ou, utf8String('b')))),
    ],
    [
      'an RDN more',
      nameDer(attribute(o, utf8String('a')), attribute(cn, utf8String('b'))),
      nameDer(attribute(o, utf8String('a'))),
    ],
    ['the dotless i', commonName('ı'), commonName('i')],
    ['a letter that only looks alike', commonName('Аcme'), commonName('Acme')],
    ['a blank that carries an accent', commonName('a \u0301b'), commonName('a  \u0301b')],
    ['text that spells the hex of a value', nameDer(attribute(cn, hex('030100'))), commonName('#030100')],
    [
      'text that spells two RDNs',
      commonName('a\u00012.5.4.3=b'),
      nameDer(attribute(cn, utf8String('a')), attribute(cn, utf8String('b'))),
    ],
  ])('%s does', (_, a, b) => {
    expect(sameName(read(a), read(b))).toBe(false);
    expect(sameName(read(b), read(a))).toBe(false);
    expect(nameKey(read(a))).not.toBe(nameKey(read(b)));
  });

  it('values that are no strings are compared by their DER', () => {
    const name = (der: string): Name => read(nameDer(attribute('2.5.4.45', hex(der))));
    expect(sameName(name('030200aa'), name('030200aa'))).toBe(true);
    expect(sameName(name('030200aa'), name('030200ab'))).toBe(false);
  });
});

describe('subtrees', () => {
  const base = read(nameDer(attribute(o, utf8String('Acme')), attribute(ou, utf8String('Test'))));
  it.each([
    ['the base itself', nameDer(attribute(o, utf8String('ACME')), attribute(ou, utf8String('test'))), true],
    [
      'a name below it',
      nameDer(
        attribute(o, utf8String('Acme')),
        attribute(ou, utf8String('Test')),
        attribute(cn, utf8String('x')),
      ),
      true,
    ],
    ['a name above it', nameDer(attribute(o, utf8String('Acme'))), false],
    ['a sibling', nameDer(attribute(o, utf8String('Acme')), attribute(ou, utf8String('Prod'))), false],
  ])('%s', (_, der, isWithin) => {
    expect(isWithinName(read(der), base)).toBe(isWithin);
  });

  it('every name is within the empty one', () => {
    expect(isWithinName(base, read(sequence()))).toBe(true);
  });
});
