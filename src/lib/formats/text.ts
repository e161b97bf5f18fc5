import { textEncoding } from '../text-encoding.ts';

/** The text of a file in UTF-8, UTF-16 as Windows writes it, or an 8-bit code; undefined where it is no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder(textEncoding(bytes).label).decode(bytes);
  if (isUtf16(bytes) || !controlCharacter.test(text)) return text;
  // A log or a mail may have odd characters around a PEM block.
  return text.includes('-----BEGIN ') ? text : undefined;
}

/** Does every character take two octets? */
export const isUtf16 = (bytes: Uint8Array): boolean => textEncoding(bytes).label !== 'utf-8';

const controlCharacter = /[\x00-\x08\x0e-\x19\x1c-\x1f]/;
