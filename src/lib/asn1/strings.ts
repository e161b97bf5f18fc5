import type { DerReader } from './der-reader.ts';
import { tag, tagName } from './tags.ts';

/** Character string types of X.680 that names and extensions use. */
export type StringType =
  | 'UTF8String'
  | 'NumericString'
  | 'PrintableString'
  | 'TeletexString'
  | 'IA5String'
  | 'VisibleString'
  | 'UniversalString'
  | 'BMPString';

/** The string type with this tag; undefined for all other tags. */
export function stringTypeOf(identifier: number): StringType | undefined {
  switch (identifier) {
    case tag.utf8String:
      return 'UTF8String';
    case tag.printableString:
      return 'PrintableString';
    case tag.ia5String:
      return 'IA5String';
    case tag.numericString:
      return 'NumericString';
    case tag.teletexString:
      return 'TeletexString';
    case tag.visibleString:
      return 'VisibleString';
    case tag.universalString:
      return 'UniversalString';
    case tag.bmpString:
      return 'BMPString';
    default:
      return undefined;
  }
}

/** Text of a string of this type, whose tag may have been replaced by an implicit one. Strict about the alphabet. */
export function readString(reader: DerReader, type: StringType, field: string, expected?: number): string {
  const start = reader.skip(expected ?? tagOf[type], field);
  return textAt(reader, type, start, field) ?? reader.fail('invalid-string', notOf(type), start, field);
}

/** The same; where the reader keeps faults, octets that are not of the type come as they are. */
export function readStringOrOctets(
  reader: DerReader,
  type: StringType,
  field: string,
  expected?: number,
): string | Uint8Array {
  const start = reader.skip(expected ?? tagOf[type], field);
  const text = textAt(reader, type, start, field);
  if (text !== undefined) return text;
  reader.breach('invalid-string', notOf(type), start, field, hasOctetCharacters(type));
  return reader.bytes.subarray(start, reader.at);
}

const notOf = (type: StringType): string => `not a valid ${type}`;

/** Is each octet a character? Whatever they are, there is a way to show them. */
export const hasOctetCharacters = (type: StringType): boolean =>
  type !== 'UTF8String' && type !== 'BMPString' && type !== 'UniversalString';

function textAt(reader: DerReader, type: StringType, start: number, field: string): string | undefined {
  const text = decode[type](reader.bytes, start, reader.at);
  return text === undefined && type === 'PrintableString' ? almostPrintable(reader, start, field) : text;
}

/** CAs put `*`, `&`, `@` and `_` into PrintableStrings (DigiCert: "Wells Fargo & Company"): tolerated. */
function almostPrintable(reader: DerReader, start: number, field: string): string | undefined {
  const text = decode.VisibleString(reader.bytes, start, reader.at);
  if (text !== undefined)
    reader.tolerate('invalid-string', 'characters that a PrintableString cannot have', start, field);
  return text;
}

export const readIa5String = (reader: DerReader, field: string, expected?: number): string =>
  readString(reader, 'IA5String', field, expected);

/** Text of whatever string type comes next. */
export function readAnyString(reader: DerReader, field: string): string {
  const identifier = reader.peek();
  const type = stringTypeOf(identifier);
  if (type) return readString(reader, type, field);
  const found = tagName(identifier);
  return reader.fail('unexpected-tag', `expected a character string, found ${found}`, reader.at, field);
}

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

/** Text, or undefined where the octets are not of the type. */
type Decoder = (bytes: Uint8Array, start: number, end: number) => string | undefined;

const decode: Readonly<Record<StringType, Decoder>> = {
  UTF8String: (bytes, start, end) =>
    isAscii(bytes, start, end) ? latin1Text(bytes, start, end) : utf8(bytes, start, end),
  NumericString: (bytes, start, end) =>
    holdsOnly(numeric, bytes, start, end) ? latin1Text(bytes, start, end) : undefined,
  PrintableString: (bytes, start, end) =>
    holdsOnly(printable, bytes, start, end) ? latin1Text(bytes, start, end) : undefined,
  IA5String: (bytes, start, end) => (isAscii(bytes, start, end) ? latin1Text(bytes, start, end) : undefined),
  VisibleString: (bytes, start, end) =>
    holdsOnly(visible, bytes, start, end) ? latin1Text(bytes, start, end) : undefined,
  // T.61 proper is read by nobody: every implementation takes it for Latin-1 (RFC 5280 appendix B leaves it open).
  TeletexString: latin1Text,
  UniversalString: fourOctets,
  BMPString: twoOctets,
};

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  let all = 0;
  for (let i = start; i < end; i++) all |= bytes[i]!;
  return all < 0x80;
}

const visible = 1;
const printable = 2;
const numeric = 4;

/** Which alphabets each octet belongs to (X.680 section 41). */
const alphabets = Uint8Array.from({ length: 256 }, (_, octet) => {
  const character = String.fromCharCode(octet);
  return (
    (octet >= 0x20 && octet < 0x7f ? visible : 0) |
    (/[A-Za-z0-9 '()+,\-./:=?]/.test(character) ? printable : 0) |
    (/[0-9 ]/.test(character) ? numeric : 0)
  );
});

function holdsOnly(alphabet: number, bytes: Uint8Array, start: number, end: number): boolean {
  let shared = alphabet;
  for (let i = start; i < end; i++) shared &= alphabets[bytes[i]!]!;
  return shared !== 0;
}

/** One character per octet (ISO 8859-1). Eight at a time is the fastest way to a short string that JavaScript has. */
export function latin1Text(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let i = start;
  for (; i + 8 <= end; i += 8) {
    text += String.fromCharCode(
      bytes[i]!,
      bytes[i + 1]!,
      bytes[i + 2]!,
      bytes[i + 3]!,
      bytes[i + 4]!,
      bytes[i + 5]!,
      bytes[i + 6]!,
      bytes[i + 7]!,
    );
  }
  for (; i < end; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** undefined: it is no UTF-8. */
export function utf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  try {
    return strictUtf8.decode(bytes.subarray(start, end));
  } catch {
    return undefined;
  }
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

function twoOctets(bytes: Uint8Array, start: number, end: number): string | undefined {
  if ((end - start) % 2 !== 0) return undefined;
  let text = '';
  for (let i = start; i < end; i += 2) {
    const code = bytes[i]! * 256 + bytes[i + 1]!;
    if (isSurrogate(code)) return undefined;
    text += String.fromCharCode(code);
  }
  return text;
}

function fourOctets(bytes: Uint8Array, start: number, end: number): string | undefined {
  if ((end - start) % 4 !== 0) return undefined;
  let text = '';
  for (let i = start; i < end; i += 4) {
    const code = bytes[i]! * 0x1000000 + bytes[i + 1]! * 0x10000 + bytes[i + 2]! * 256 + bytes[i + 3]!;
    if (code > 0x10ffff || isSurrogate(code)) return undefined;
    text += String.fromCodePoint(code);
  }
  return text;
}
