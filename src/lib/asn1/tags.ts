/** Identifier octets of the universal types (X.680 8.6); a constructed one has bit 0x20 set. */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Context-specific tag [n] of a primitive type (IMPLICIT). */
export const implicit = (n: number): number => 0x80 | n;
/** Context-specific tag [n] of a constructed type, or EXPLICIT. */
export const explicit = (n: number): number => 0xa0 | n;

const universalNames: Readonly<Record<number, string>> = {
  0x01: 'BOOLEAN',
  0x02: 'INTEGER',
  0x03: 'BIT STRING',
  0x04: 'OCTET STRING',
  0x05: 'NULL',
  0x06: 'OBJECT IDENTIFIER',
  0x0a: 'ENUMERATED',
  0x0c: 'UTF8String',
  0x12: 'NumericString',
  0x13: 'PrintableString',
  0x14: 'TeletexString',
  0x16: 'IA5String',
  0x17: 'UTCTime',
  0x18: 'GeneralizedTime',
  0x1a: 'VisibleString',
  0x1c: 'UniversalString',
  0x1e: 'BMPString',
  0x30: 'SEQUENCE',
  0x31: 'SET',
};

const classNames = ['UNIVERSAL', 'APPLICATION', '', 'PRIVATE'] as const;

/** A tag in the words of the standards: `SEQUENCE`, `[0]`, `[APPLICATION 3]`; -1, for the end, as `the end`. */
export function tagName(identifier: number): string {
  if (identifier < 0) return 'the end';
  const known = universalNames[identifier];
  if (known) return known;
  const first = identifier & 0xff;
  const number = identifier > 0xff ? Math.floor(identifier / 256) : first & 0x1f;
  const tagClass = classNames[first >> 6]!;
  return `[${tagClass}${tagClass ? ' ' : ''}${number}]`;
}
