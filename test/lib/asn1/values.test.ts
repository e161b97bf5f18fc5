import { describe, expect, it } from 'vitest';
import { DerReader } from '../../../src/lib/asn1/der-reader.ts';
import { integer, namedBits, oid } from '../../../src/lib/asn1/der-writer.ts';
import { knownOids, oidName } from '../../../src/lib/asn1/oids.ts';
import {
  readBitOctets,
  readBitString,
  readBoolean,
  readCount,
  readDefaultFalse,
  readEnumerated,
  readInteger,
  readIntegerBytes,
  readNamedBits,
  readNull,
  readOid,
  readUnsigned,
} from '../../../src/lib/asn1/values.ts';
import { caught, hex } from '../../support/decode.ts';

type Read = (reader: DerReader, field: string) => unknown;

const reading = (read: Read, bytes: string | Uint8Array) => (): unknown => {
  const reader = DerReader.over(typeof bytes === 'string' ? hex(bytes) : bytes, 'outer');
  const value = read(reader, 'value');
  reader.finish();
  return value;
};

const accepted: readonly (readonly [name: string, read: Read, bytes: string, value: unknown])[] = [
  ['TRUE', readBoolean, '0101ff', true],
  ['FALSE', readBoolean, '010100', false],
  ['NULL', readNull, '0500', null],
  ['zero', readInteger, '020100', 0n],
  ['127 in one octet', readInteger, '02017f', 127n],
  ['128 with the octet that keeps it positive', readInteger, '02020080', 128n],
  ['-128 in one octet', readInteger, '020180', -128n],
  ['-129', readInteger, '0202ff7f', -129n],
  ['2 to the 64th', readInteger, '0209010000000000000000', 2n ** 64n],
  ['-1', readInteger, '0201ff', -1n],
  ['a positive number of six octets', readInteger, '02067fffffffffff', 0x7fffffffffffn],
  ['the octets of an INTEGER', readIntegerBytes, '02020080', hex('0080')],
  ['an unsigned number', readUnsigned, '0209010000000000000000', 2n ** 64n],
  ['a count', readCount, '02020400', 1024],
  ['the largest count', readCount, '02067fffffffffff', 0x7fffffffffff],
  ['ENUMERATED', readEnumerated, '0a0108', 8],
  ['whole octets of a BIT STRING', readBitOctets, '030300aabb', hex('aabb')],
  ['an empty BIT STRING', readBitString, '030100', { octets: hex(''), unusedBits: 0 }],
  ['a BIT STRING with unused bits', readBitString, '030204f0', { octets: hex('f0'), unusedBits: 4 }],
  ['named bits 0 and 2', readNamedBits, '030205a0', 0b101],
  ['named bit 8', readNamedBits, '0303070080', 0b1_0000_0000],
  ['no named bits', readNamedBits, '030100', 0],
];

const refused: readonly (readonly [name: string, read: Read, bytes: string, code: string])[] = [
  ['BOOLEAN 01', readBoolean, '010101', 'invalid-boolean'],
  ['BOOLEAN without content', readBoolean, '0100', 'invalid-boolean'],
  ['BOOLEAN of two octets', readBoolean, '0102ffff', 'invalid-boolean'],
  ['NULL with content', readNull, '050100', 'invalid-null'],
  ['INTEGER without content', readInteger, '0200', 'invalid-integer'],
  ['INTEGER padded with zeros', readInteger, '0202007f', 'invalid-integer'],
  ['INTEGER padded with ones', readInteger, '0202ff80', 'invalid-integer'],
  ['a negative number where none is allowed', readUnsigned, '0201ff', 'invalid-integer'],
  ['a negative count', readCount, '020180', 'invalid-integer'],
  ['a count above the range', readCount, '020701000000000000', 'too-large'],
  ['a number of a million octets', readInteger, `02830f4240${'11'.repeat(1_000_000)}`, 'too-large'],
  ['ENUMERATED padded with zeros', readEnumerated, '0a020001', 'invalid-integer'],
  ['BIT STRING without the count of unused bits', readBitString, '0300', 'invalid-bit-string'],
  ['BIT STRING with eight unused bits', readBitString, '03020800', 'invalid-bit-string'],
  ['unused bits of nothing', readBitString, '030101', 'invalid-bit-string'],
  ['unused bits that are not zero', readBitString, '030204f1', 'invalid-bit-string'],
  ['half an octet where whole ones are needed', readBitOctets, '030204f0', 'invalid-bit-string'],
  ['named bits beyond any list', readNamedBits, '0306000000000001', 'too-large'],
  ['OBJECT IDENTIFIER without content', readOid, '0600', 'invalid-oid'],
  ['OBJECT IDENTIFIER with a padded arc', readOid, '0603558003', 'invalid-oid'],
  ['OBJECT IDENTIFIER that breaks off in an arc', readOid, '06025583', 'invalid-oid'],
  ['OBJECT IDENTIFIER with an arc out of range', readOid, `060955${'ff'.repeat(7)}7f`, 'invalid-oid'],
  ['OBJECT IDENTIFIER of 200 octets', readOid, `0681c8${'01'.repeat(200)}`, 'invalid-oid'],
];

describe('values', () => {
  it.each(accepted)('%s is read', (_, read, bytes, value) => {
    expect(reading(read, bytes)()).toEqual(value);
  });

  it.each(refused)('%s is refused', (_, read, bytes, code) => {
    expect(caught(reading(read, bytes))).toMatchObject({ code, field: 'outer.value' });
  });

  it('what the writer makes of numbers and bits is read back', () => {
    for (const number of [0n, 1n, -1n, 127n, 128n, 255n, 256n, -128n, -129n, 2n ** 159n, -(2n ** 63n)]) {
      expect(reading(readInteger, integer(number))()).toBe(number);
    }
    for (const bits of [[], [0], [7], [8], [0, 5, 6], [31]]) {
      const expected = bits.reduce((sum, bit) => (sum | (1 << bit)) >>> 0, 0);
      expect((reading(readNamedBits, namedBits(bits))() as number) >>> 0).toBe(expected);
    }
  });
});

describe('BOOLEAN DEFAULT FALSE', () => {
  it.each([
    ['absent', '', false, []],
    ['TRUE', '0101ff', true, []],
    ['an encoded FALSE, which is noted', '010100', false, ['explicit-default']],
  ])('%s', (_, bytes, value, deviations) => {
    const reader = DerReader.over(hex(bytes));
    expect(readDefaultFalse(reader, 'critical')).toBe(value);
    expect(reader.deviations.map(({ code }) => code)).toEqual(deviations);
  });

  it('01 is no BOOLEAN', () => {
    expect(caught(() => readDefaultFalse(DerReader.over(hex('010101')), 'critical'))).toMatchObject({
      code: 'invalid-boolean',
      field: 'critical',
    });
  });
});

describe('named bits that end in zeros', () => {
  it('are read, as two roots that browsers trust have them, and noted', () => {
    const reader = DerReader.over(hex('03020086'), 'keyUsage');
    expect(readNamedBits(reader, '')).toBe(0b0110_0001);
    expect(reader.deviations).toMatchObject([{ code: 'invalid-bit-string', field: 'keyUsage' }]);
  });
});

describe('object identifiers', () => {
  it.each([
    '0.9.2342.19200300.100.1.25',
    '1.3.6.1.5.5.7.8.5',
    '1.39.1',
    '2.0',
    '2.5.29.17',
    '2.999.3',
    '2.16.840.1.113730.1.1',
    '1.2.840.113549.1.1.11.5',
    '1.3.6.1.4.1.281474976710655',
  ])('%s is read as written', (dotted) => {
    expect(reading(readOid, oid(dotted))()).toBe(dotted);
  });

  it('every known one is found by its bytes', () => {
    for (const dotted of knownOids) expect(reading(readOid, oid(dotted))()).toBe(dotted);
  });

  it('one octet more or less than a known one is another', () => {
    expect(reading(readOid, oid('2.5.29.17.1'))()).toBe('2.5.29.17.1');
    expect(reading(readOid, oid('2.5.29'))()).toBe('2.5.29');
  });

  it('have names, or none', () => {
    expect(oidName('1.3.6.1.5.5.7.8.5')).toBe('xmppAddr');
    expect(oidName('2.5.29.17')).toBe('subjectAltName');
    expect(oidName('1.2.3')).toBeUndefined();
  });
});
