import { recogniseAsn1, type Asn1Kind } from './recognise.ts';

const kinds: readonly (Asn1Kind | undefined)[] = ['certificate', 'certificate-request', 'crl'];
const block = /-----BEGIN ([A-Z0-9 ]{1,64})-----([A-Za-z0-9+/=\s]+)-----END \1-----/g;

/**
 * Nothing but PEM blocks of certificates, requests and revocation lists: whoever reads it sees no key. The octets say what a
 * block holds, not its label; the first of them suffice, as keys begin otherwise.
 */
export function isPublicPem(bytes: Uint8Array): boolean {
  // A file in DER need not be searched.
  if (bytes[0] !== 0x2d) return false;
  const text = new TextDecoder('latin1').decode(bytes);
  const contents = [...text.matchAll(block)].map(([, , content]) => content!);
  return (
    contents.length > 0 &&
    text.replace(block, '').trim() === '' &&
    contents.every((content) => kinds.includes(recogniseAsn1(firstOctets(content))))
  );
}

function firstOctets(content: string): Uint8Array {
  const digits = content.slice(0, 128).replace(/[\s=]/g, '');
  return Uint8Array.from(atob(digits.slice(0, digits.length & ~3)), (octet) => octet.charCodeAt(0));
}
