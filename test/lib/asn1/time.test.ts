import { describe, expect, it } from 'vitest';
import { DerReader } from '../../../src/lib/asn1/der-reader.ts';
import { tlv } from '../../../src/lib/asn1/der-writer.ts';
import { tag } from '../../../src/lib/asn1/tags.ts';
import { readTime } from '../../../src/lib/asn1/time.ts';
import { caught } from '../../support/decode.ts';

const encoder = new TextEncoder();
const utc = (text: string): Uint8Array => tlv(tag.utcTime, encoder.encode(text));
const generalized = (text: string): Uint8Array => tlv(tag.generalizedTime, encoder.encode(text));

describe('times', () => {
  it.each([
    ['UTCTime of this century', utc('261122205800Z'), '2026-11-22T20:58:00Z'],
    ['UTCTime 49, which is 2049', utc('491231235959Z'), '2049-12-31T23:59:59Z'],
    ['UTCTime 50, which is 1950', utc('500101000000Z'), '1950-01-01T00:00:00Z'],
    ['UTCTime before 1970', utc('691231235959Z'), '1969-12-31T23:59:59Z'],
    ['GeneralizedTime from 2050', generalized('20500101000000Z'), '2050-01-01T00:00:00Z'],
    [
      'GeneralizedTime before 2050, which PKITS 4.2.4 accepts',
      generalized('20020101120100Z'),
      '2002-01-01T12:01:00Z',
    ],
    ['the last moment there is', generalized('99991231235959Z'), '9999-12-31T23:59:59Z'],
    ['29 February of a leap year', utc('240229000000Z'), '2024-02-29T00:00:00Z'],
    ['29 February 2000, a leap year', utc('000229000000Z'), '2000-02-29T00:00:00Z'],
    ['1 March after a leap day', utc('240301000000Z'), '2024-03-01T00:00:00Z'],
    ['a year before Unix time', generalized('16010101000000Z'), '1601-01-01T00:00:00Z'],
  ])('%s is read', (_, der, iso) => {
    const reader = DerReader.over(der);
    expect(readTime(reader, '')).toBe(Date.parse(iso));
    expect(reader.done).toBe(true);
  });

  it.each([
    ['UTCTime without seconds', utc('2611222058Z')],
    ['UTCTime without Z', utc('261122205800')],
    ['UTCTime with an offset', utc('261122205800+0100')],
    ['UTCTime with a lower-case z', utc('261122205800z')],
    ['UTCTime of 30 February', utc('240230000000Z')],
    ['UTCTime of 29 February in a common year', utc('250229000000Z')],
    ['UTCTime of 31 April', utc('250431000000Z')],
    ['UTCTime of month 13', utc('251301000000Z')],
    ['UTCTime of month 0', utc('250001000000Z')],
    ['UTCTime of day 0', utc('250100000000Z')],
    ['UTCTime at 24 hours', utc('250101240000Z')],
    ['UTCTime at minute 60', utc('250101006000Z')],
    ['UTCTime with a leap second', utc('161231235960Z')],
    ['UTCTime with a sign', utc('25010100000-Z')],
    ['UTCTime with a blank', utc('25010100000 Z')],
    ['UTCTime that is empty', utc('')],
    ['GeneralizedTime with a fraction', generalized('20260101000000.5Z')],
    ['GeneralizedTime without seconds', generalized('202601010000Z')],
    ['GeneralizedTime with two-digit year', generalized('260101000000Z')],
    ['29 February 2100, a common year', generalized('21000229000000Z')],
    ['29 February 1900, a common year', generalized('19000229000000Z')],
  ])('%s is refused', (_, der) => {
    expect(caught(() => readTime(DerReader.over(der, 'validity'), 'notBefore'))).toMatchObject({
      code: 'invalid-time',
      field: 'validity.notBefore',
      offset: 2,
    });
  });

  it('anything but a time is refused by its tag', () => {
    expect(caught(() => readTime(DerReader.over(tlv(tag.null)), 'notAfter'))).toMatchObject({
      code: 'unexpected-tag',
      field: 'notAfter',
    });
  });

  it('every day from 1900 to 2199 is what Date says', () => {
    for (let day = Date.UTC(1900, 0, 1); day < Date.UTC(2200, 0, 1); day += 86_400_000) {
      const digits = new Date(day).toISOString().replace(/[-:T]|\.\d+/g, '');
      if (readTime(DerReader.over(generalized(digits)), '') !== day) expect(digits).toBe(day);
    }
  });
});
