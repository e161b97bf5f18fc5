import { printable } from './printable.ts';

/** Noncharacters, which XML 1.0 does not allow either; control characters are gone already. */
const forbidden = /[\ufffe\uffff]/g;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for content and quoted attributes of XML and HTML. */
export const escapeMarkup = (text: string): string =>
  printable(text)
    .replace(forbidden, (character) => `\\u${character.codePointAt(0)!.toString(16)}`)
    .replace(/[&<>"']/g, (character) => entities[character]!);

/** ` name="value"` for each attribute that has a value. */
export const attributes = (values: Readonly<Record<string, string | number | undefined>>): string =>
  Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeMarkup(String(value))}"`))
    .join('');
