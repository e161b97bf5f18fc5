import { describe, expect, it } from 'vitest';
import { DerReader } from '../../../src/lib/asn1/der-reader.ts';
import { readAnyString, readString, stringTypeOf, type StringType } from '../../../src/lib/asn1/strings.ts';
import { implicit, tag } from '../../../src/lib/asn1/tags.ts';
import { tlv } from '../../../src/lib/asn1/der-writer.ts';
import { caught, hex } from '../../support/decode.ts';

const tagOf: Readonly<Record<StringType, number>> = {
  UTF8String: tag.utf8String,
  NumericString: tag.numericString,
  PrintableString: tag.printableString,
  TeletexString: tag.teletexString,
  IA5String: tag.ia5String,
  VisibleString: tag.visibleString,
  UniversalString: tag.universalString,
  BMPString: tag.bmpString,
};

const over = (type: StringType, content: string): DerReader =>
  DerReader.over(tlv(tagOf[type], hex(content)), 'name');

describe('strings', () => {
  it.each<[StringType, string, string, string]>([
    ['UTF8String', 'of ASCII', '4f736c6f', 'Oslo'],
    ['UTF8String', 'of two, three and four octets', 'c3bce282ac f09f9880', 'ü€😀'],
    ['UTF8String', 'that starts with a byte order mark, which stays', 'efbbbf61', '\ufeffa'],
    ['UTF8String', 'that is empty', '', ''],
    ['UTF8String', 'of more than eight characters', '6162636465666768696a', 'abcdefghij'],
    ['NumericString', 'of digits and blanks', '31203230', '1 20'],
    ['PrintableString', 'of its whole punctuation', '2027 2829 2b2c 2d2e 2f3a 3d3f', " '()+,-./:=?"],
    ['TeletexString', 'taken for Latin-1', '4dfc6c6c6572', 'Müller'],
    ['IA5String', 'with controls, which belong to it', '610062', 'a\0b'],
    ['VisibleString', 'of ASCII', '7e20', '~ '],
    ['UniversalString', 'beyond the basic plane', '0001f600 00000041', '😀A'],
    ['BMPString', 'of two octets each', '0041 20ac', 'A€'],
  ])('%s %s is read', (type, _, content, text) => {
    const reader = over(type, content);
    expect(readString(reader, type, '')).toBe(text);
    expect(reader.done).toBe(true);
    expect(reader.deviations).toEqual([]);
  });

  it.each<[StringType, string, string]>([
    ['UTF8String', 'with a lone continuation', '80'],
    ['UTF8String', 'that breaks off', '61c3'],
    ['UTF8String', 'in more octets than needed', 'c0af'],
    ['UTF8String', 'with a surrogate', 'eda080'],
    ['UTF8String', 'beyond Unicode', 'f4908080'],
    ['NumericString', 'with a letter', '3141'],
    ['PrintableString', 'with an umlaut', '4dfc'],
    ['PrintableString', 'with a control', '6100'],
    ['IA5String', 'with an octet above 7F', '6180'],
    ['VisibleString', 'with a tab', '6109'],
    ['UniversalString', 'of three octets', '000041'],
    ['UniversalString', 'beyond Unicode', '00110000'],
    ['UniversalString', 'with a surrogate', '0000d800'],
    ['BMPString', 'of three octets', '004100'],
    ['BMPString', 'with surrogates', 'd83dde00'],
  ])('%s %s is refused', (type, _, content) => {
    expect(caught(() => readString(over(type, content), type, 'commonName'))).toMatchObject({
      code: 'invalid-string',
      field: 'name.commonName',
      offset: 2,
    });
  });

  it.each(['*', '&', '@', '_'])(
    'PrintableString with %s, as CAs write it, is read and noted',
    (character) => {
      const reader = over('PrintableString', Buffer.from(`a${character}b`).toString('hex'));
      expect(readString(reader, 'PrintableString', 'organizationName')).toBe(`a${character}b`);
      expect(reader.deviations).toMatchObject([
        { code: 'invalid-string', field: 'name.organizationName', offset: 2 },
      ]);
    },
  );

  it('an implicit tag stands for the type', () => {
    const reader = DerReader.over(tlv(implicit(2), hex('61')));
    expect(readString(reader, 'IA5String', '', implicit(2))).toBe('a');
  });

  it('any string type is recognised by its tag, and nothing else is', () => {
    for (const [type, identifier] of Object.entries(tagOf)) expect(stringTypeOf(identifier)).toBe(type);
    expect(stringTypeOf(tag.octetString)).toBeUndefined();
    expect(readAnyString(over('BMPString', '0041'), '')).toBe('A');
    expect(caught(() => readAnyString(DerReader.over(hex('0401ff')), 'text'))).toMatchObject({
      code: 'unexpected-tag',
      field: 'text',
    });
  });
});
