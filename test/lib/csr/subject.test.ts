import { describe, expect, it } from 'vitest';
import { encodeSubject } from '../../../src/lib/csr/subject.ts';
import { subjectBounds } from '../../../src/lib/names/subject-bounds.ts';

const cn = 'expe.example.com';
const letters = (count: number, letter = 'x'): string => letter.repeat(count);

describe('a subject', () => {
  it('keeps the order of its attributes and ends with CN', () => {
    const subject = [
      { type: 'O', value: 'Example Corp' },
      { type: 'C', value: 'GB' },
      { type: '2.5.4.97', value: 'VATDE-123' },
    ];
    expect(encodeSubject(subject, cn)).toEqual([
      { oid: '2.5.4.10', form: 'utf8String', value: 'Example Corp' },
      { oid: '2.5.4.6', form: 'printableString', value: 'GB' },
      { oid: '2.5.4.97', form: 'utf8String', value: 'VATDE-123' },
      { oid: '2.5.4.3', form: 'utf8String', value: cn },
    ]);
  });

  it.each([
    ['C', 'GB', 'printableString'],
    ['2.5.4.6', 'GB', 'printableString'],
    ['serialNumber', 'HRB 4711', 'printableString'],
    ['emailAddress', 'pki@example.com', 'ia5String'],
    ['1.3.6.1.4.1.311.60.2.1.3', 'DE', 'printableString'],
    ['OU', 'Voice & Video', 'utf8String'],
  ])('writes %s "%s" as %s', (type, value, form) => {
    expect(encodeSubject([{ type, value }], cn)[0]).toMatchObject({ form, value });
  });

  it.each([
    ['the longest organisation', 'O', letters(64)],
    ['64 characters outside the basic plane, 128 UTF-16 units', 'O', letters(64, '😀')],
    ['the longest locality', 'L', letters(128)],
    ['text that looks like an encoded value', 'OU', '#0500'],
    ['the characters a text parser changes', 'O', 'Acme "Q" \\ Ltd, + = <> ;'],
  ])('takes %s', (_, type, value) => {
    expect(encodeSubject([{ type, value }], cn)[0]!.value).toBe(value);
  });

  it.each([
    ['an unknown attribute', 'Organisation', 'x', 'unknown subject attribute "Organisation"'],
    ['an identifier with a leading zero', '2.5.04', 'x', 'unknown subject attribute "2.5.04"'],
    ['CN among the attributes', 'CN', cn, 'give it as commonName'],
    ['CN by its object identifier', '2.5.4.3', cn, 'give it as commonName'],
    ['a country in lower case', 'C', 'gb', 'two capital letters'],
    ['a country in full', 'C', 'Großbritannien', 'two capital letters'],
    ['an empty value', 'O', '', 'text without control characters'],
    ['a line feed', 'O', 'a\nb', 'text without control characters'],
    ['half of a surrogate pair', 'O', 'a\ud800b', 'text without control characters'],
    ['an organisation of 65 characters', 'O', letters(65), 'at most 64 characters, it has 65'],
    ['a state of 129 characters', 'ST', letters(129), 'at most 128 characters, it has 129'],
    ['an e-mail address outside ASCII', 'emailAddress', 'ü@example.com', 'printable ASCII'],
    ['a serial number outside PrintableString', 'serialNumber', 'a_b', 'letters A to Z'],
  ])('refuses %s', (_, type, value, message) => {
    expect(() => encodeSubject([{ type, value }], cn)).toThrow(TypeError);
    expect(() => encodeSubject([{ type, value }], cn)).toThrow(message);
  });

  it('has a CN of at most as many characters as the plan allows', () => {
    expect(encodeSubject([], letters(subjectBounds.CN)).at(-1)).toMatchObject({ oid: '2.5.4.3' });
    expect(() => encodeSubject([], letters(subjectBounds.CN + 1))).toThrow(
      'at most 64 characters, it has 65',
    );
  });
});
