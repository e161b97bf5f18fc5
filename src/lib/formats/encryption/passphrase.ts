import type { Bytes } from '../../bytes.ts';

/** The octets of a passphrase as they enter a key derivation; programs disagree on them. */
export type PassphraseEncoding = (passphrase: string) => readonly Bytes[];

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** BMPString with a closing NUL (RFC 7292 B.1). */
function bmpString(text: string): Bytes {
  const octets = new Uint8Array(2 * text.length + 2);
  for (let i = 0; i < text.length; i++) {
    octets[2 * i] = text.charCodeAt(i) >> 8;
    octets[2 * i + 1] = text.charCodeAt(i) & 255;
  }
  return octets;
}

const latin1 = (text: string): Bytes => Uint8Array.from(text, (character) => character.charCodeAt(0));

/**
 * PKCS#12: as the standard says, and as programs do it that take the octets of UTF-8 for characters (OpenSSL before
 * 1.1, and later ones in the C locale). No passphrase is two NULs or nothing at all, depending on the program.
 */
export const pkcs12Encodings: PassphraseEncoding = (passphrase) => {
  if (passphrase === '') return [bmpString(''), new Uint8Array()];
  const octetsAsCharacters = String.fromCharCode(...utf8(passphrase));
  return distinct([bmpString(passphrase), bmpString(octetsAsCharacters)]);
};

/** PKCS#5: UTF-8 (RFC 8018 section 3 recommends it), Latin-1 of older systems, and PKCS#12's own inside such files. */
export const pkcs5Encodings: PassphraseEncoding = (passphrase) => {
  if (/^[\x20-\x7e]*$/.test(passphrase)) return [utf8(passphrase)];
  const hasLatin1 = /^[\x00-\xff]*$/.test(passphrase); // all of Latin-1
  return distinct([utf8(passphrase), ...(hasLatin1 ? [latin1(passphrase)] : []), bmpString(passphrase)]);
};

function distinct(encoded: readonly Bytes[]): readonly Bytes[] {
  const seen = new Set<string>();
  return encoded.filter((octets) => {
    const key = octets.join();
    return !seen.has(key) && seen.add(key);
  });
}
