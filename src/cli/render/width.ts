/** Columns a terminal gives to printable text: 2 for East Asian wide characters and emoji, 0 for marks. */
export function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += characterWidth(character);
  return columns;
}

export function characterWidth(character: string): 0 | 1 | 2 {
  const number = character.codePointAt(0)!;
  if (number < 0x300) return 1;
  if (mark.test(character)) return 0;
  return emoji.test(character) || wideRanges.some(([from, to]) => number >= from && number <= to) ? 2 : 1;
}

/** Fills with blanks up to `columns`. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

const mark = /^[\p{Mn}\p{Me}\u200d]$/u;
const emoji = /^\p{Emoji_Presentation}$/u;

/** Unicode 15.1 EastAsianWidth.txt, classes W and F, by block. */
const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];
