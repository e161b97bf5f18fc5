import { readBerHeader } from '../../src/lib/asn1/ber.ts';
import { tag } from '../../src/lib/asn1/tags.ts';
import { concat } from '../../src/lib/bytes.ts';

const chunk = 7;

/**
 * The same element as streaming programs write it: every constructed one of indefinite length, OCTET STRINGs in
 * pieces. Certificates and CRLs are left as they are, as those programs leave them.
 */
export function streamed(der: Uint8Array): Uint8Array {
  const { tagEnd, contentStart, contentEnd } = readBerHeader(der, 0, der.length);
  const content = der.subarray(contentStart, contentEnd);
  if (der[0] === tag.octetString) return indefinite(Uint8Array.of(0x24), pieces(content));
  if ((der[0]! & 0x20) === 0 || isSigned(content)) return der;
  return indefinite(der.subarray(0, tagEnd), elements(content).map(streamed));
}

function indefinite(identifier: Uint8Array, content: readonly Uint8Array[]): Uint8Array {
  return concat(identifier, Uint8Array.of(0x80), ...content, Uint8Array.of(0, 0));
}

function pieces(content: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += chunk) {
    const piece = content.subarray(at, at + chunk);
    found.push(concat(Uint8Array.of(tag.octetString, piece.length), piece));
  }
  return found;
}

function elements(content: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 0; at < content.length;) {
    const { contentEnd } = readBerHeader(content, at, content.length);
    found.push(content.subarray(at, contentEnd));
    at = contentEnd!;
  }
  return found;
}

const isSigned = (content: Uint8Array): boolean =>
  elements(content)
    .map((element) => element[0])
    .join() === [tag.sequence, tag.sequence, tag.bitString].join();
