import type { DerReader } from './der-reader.ts';
import { latin1Text } from './strings.ts';
import { tag } from './tags.ts';

/**
 * Time ::= CHOICE of UTCTime and GeneralizedTime, in milliseconds since 1970.
 * Both end in Z, carry seconds and no fraction; two-digit years mean 1950 to 2049 (RFC 5280 4.1.2.5).
 * A GeneralizedTime before 2050 breaks that profile, not the encoding, and is read. Where the reader keeps faults, so are
 * times without seconds, with a fraction or with another zone, and days that a month does not have (as the days after it).
 */
export function readTime(reader: DerReader, field: string): number {
  if (reader.peek() === tag.generalizedTime) return readGeneralizedTime(reader, field);
  return readUtcTime(reader, field);
}

export function isTime(identifier: number): boolean {
  return identifier === tag.utcTime || identifier === tag.generalizedTime;
}

/** Is a GeneralizedTime before 2050 next, which the profile wants as UTCTime? Nothing is read. */
export function isEarlyGeneralizedTime(reader: DerReader): boolean {
  if (reader.peek() !== tag.generalizedTime) return false;
  const { at, bytes } = reader;
  const start = reader.skip(tag.generalizedTime, '');
  reader.at = at;
  return twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2) < 2050;
}

function readUtcTime(reader: DerReader, field: string): number {
  const start = reader.skip(tag.utcTime, field);
  const year = reader.at - start === 13 ? twoDigits(reader.bytes, start) : NaN;
  return moment(reader, field, start, year < 50 ? 2000 + year : 1900 + year, start + 2);
}

/** GeneralizedTime `YYYYMMDDHHMMSSZ` in milliseconds since 1970. */
export function readGeneralizedTime(
  reader: DerReader,
  field: string,
  expected: number = tag.generalizedTime,
): number {
  const start = reader.skip(expected, field);
  const { bytes } = reader;
  const year = reader.at - start === 15 ? twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2) : NaN;
  return moment(reader, field, start, year, start + 4);
}

/** From a year (NaN where the length was already wrong) and the rest, `MMDDHHMMSSZ` at `at`. */
function moment(reader: DerReader, field: string, start: number, year: number, at: number): number {
  const { bytes } = reader;
  const month = twoDigits(bytes, at);
  const day = twoDigits(bytes, at + 2);
  const hour = twoDigits(bytes, at + 4);
  const minute = twoDigits(bytes, at + 6);
  const second = twoDigits(bytes, at + 8);
  const isMoment =
    year >= 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(month, year) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59 &&
    bytes[at + 10] === 0x5a;
  if (!isMoment) {
    const form = at - start === 2 ? 'YYMMDDHHMMSSZ' : 'YYYYMMDDHHMMSSZ';
    const text = latin1Text(bytes, start, reader.at);
    const loose = looseMoment(text, at - start);
    const what = `${loose === undefined ? '' : `${text} is `}not a moment in the form ${form}`;
    if (loose === undefined) reader.fail('invalid-time', what, start, field);
    reader.breach('invalid-time', what, start, field, false);
    return loose;
  }
  return (((daysSince1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1000;
}

/** What X.680 allows besides: no seconds, a fraction, an offset or no zone, which is taken for UTC; and fields beyond their range. */
function looseMoment(text: string, yearDigits: number): number | undefined {
  const year = text.slice(0, yearDigits);
  const rest = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?(?:Z|([+-])(\d\d)(\d\d))?$/.exec(
    text.slice(yearDigits),
  );
  if (!rest || !/^\d+$/.test(year)) return undefined;
  const [month, day, hour, minute, second] = rest.slice(1, 6).map((part) => Number(part ?? 0)) as Five;
  const full = yearDigits === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900);
  const offset = (Number(rest[7] ?? 0) * 60 + Number(rest[8] ?? 0)) * (rest[6] === '-' ? -1 : 1);
  return (((daysSince1970(full, month, day) * 24 + hour) * 60 + minute - offset) * 60 + second) * 1000;
}

type Five = [number, number, number, number, number];

/** NaN where there are no two digits; every comparison with it is false. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 0x30;
  const ones = bytes[at + 1]! - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function daysIn(month: number, year: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : daysOfMonth[month - 1]!;
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar; years run from March, so that leap days come last. */
function daysSince1970(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const marchMonth = month <= 2 ? month + 9 : month - 3;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((153 * marchMonth + 2) / 5) + day - 719_469;
}
