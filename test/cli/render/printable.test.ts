import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toText, toned } from '../../../src/cli/render/line.ts';
import { printable } from '../../../src/lib/report/printable.ts';
import { padded, width } from '../../../src/cli/render/width.ts';

describe('text that a file smuggles in', () => {
  it.each([
    ['a colour', '\u001b[31mred', '\\x1b[31mred'],
    ['a window title', '\u001b]0;owned\u0007', '\\x1b]0;owned\\x07'],
    ['an eight-bit escape', '\u009b31m', '\\x9b31m'],
    ['a carriage return that overwrites the line', 'bad\rgood', 'bad\\rgood'],
    ['a line feed that fakes a line', 'name\nexit 0', 'name\\nexit 0'],
    ['a backspace', 'evil\b\b\b\bgood', 'evil\\x08\\x08\\x08\\x08good'],
    ['a NUL', 'a\0b', 'a\\x00b'],
    ['a right-to-left override', 'exe.\u202egpj', 'exe.\\u202egpj'],
    ['an isolate', '\u2066a\u2069', '\\u2066a\\u2069'],
    ['a zero-width space', 'exam\u200bple', 'exam\\u200bple'],
    ['a soft hyphen', 'exam\u00adple', 'exam\\xadple'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
    ['a tag character', '\u{e0041}', '\\u{e0041}'],
    ['half a surrogate pair', 'a\ud800b', 'a\\ud800b'],
  ])('%s is made visible', (_, text, shown) => expect(printable(text)).toBe(shown));

  it.each(['Müller GmbH', 'Exämple 中文 🔑', 'back\\slash', "it's ~/.ssh/*"])('%s stays', (text) =>
    expect(printable(text)).toBe(text),
  );

  it('never reaches the terminal, whatever the text and whatever the colour', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const plain = toText([[toned('error', text), text]], { colour: false, ascii: false });
        expect(plain.slice(0, -1)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        const coloured = toText([[toned('error', text), text]], { colour: true, ascii: false });

        expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('the width of text', () => {
  it.each([
    ['plain', 5],
    ['中文', 4],
    ['ｆｕｌｌ', 8],
    ['한국어', 6],
    ['🔑', 2],
    ['e\u0301', 1],
    ['ÄÖÜß', 4],
  ])('%s takes %i columns', (text, columns) => expect(width(text)).toBe(columns));

  it('decides how much is filled up', () => expect(padded('中', 4)).toBe('中  '));
});
