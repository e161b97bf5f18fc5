/**
 * Characters that do something to a terminal, or to the eye, instead of being seen: C0 and C1 controls
 * (escape sequences), bidirectional overrides (names that read otherwise than they are), line separators,
 * invisible characters, and halves of surrogate pairs.
 */
const unsafe =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\p{Cs}]|[\u{e0000}-\u{e007f}]/gu;

/** Untrusted text made safe to print on one line: such characters appear as `\x1b`, `\u202e`, `\n`. */
export function printable(text: string): string {
  return text.replace(unsafe, escaped);
}

/** The same for JSON, whose own escapes leave most of these alone. Its line ends stand outside of strings. */
export function printableJson(json: string): string {
  return json.replace(unsafe, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()].map((at) => jsonEscape(character.charCodeAt(at))).join(''),
  );
}

function jsonEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const number = character.codePointAt(0)!;
  if (number <= 0xff) return `\\x${number.toString(16).padStart(2, '0')}`;
  return number <= 0xffff ? `\\u${number.toString(16).padStart(4, '0')}` : `\\u{${number.toString(16)}}`;
}
