/** The text of a file in UTF-8, UTF-16 as Windows writes it, or an 8-bit code; undefined where it is no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const utf16 = utf16Label(bytes);
  if (utf16) return new TextDecoder(utf16).decode(bytes);
  const text = new TextDecoder('utf-8').decode(bytes);
  if (!controlCharacter.test(text)) return text;
  // A log or a mail may have odd characters around a PEM block.
  return text.includes('-----BEGIN ') ? text : undefined;
}

/** Does every character take two octets? */
export const isUtf16 = (bytes: Uint8Array): boolean => utf16Label(bytes) !== undefined;

const controlCharacter = /[\x00-\x08\x0e-\x19\x1c-\x1f]/;

/** By the byte order mark; without one by the zero octets that ASCII has in UTF-16. */
function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.length < 8 || bytes.length % 2 !== 0) return undefined;
  if (first && second === 0 && third && fourth === 0) return 'utf-16le';
  return first === 0 && second && third === 0 && fourth ? 'utf-16be' : undefined;
}
