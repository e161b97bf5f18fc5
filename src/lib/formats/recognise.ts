import { toHex } from '../bytes.ts';
import { explicit, tag } from '../asn1/tags.ts';
import { bouncyCastle } from './file-kinds.ts';

/** What an ASN.1 structure is, by its shape. */
export const asn1Kinds = [
  'certificate-request',
  'certificate',
  'crl',
  'private-key',
  'encrypted-private-key',
  'public-key',
  'key-parameters',
  'pkcs7',
  'pkcs12',
  'ocsp-response',
] as const;
/** Kinds of things in DER that are recognised. */
export type Asn1Kind = (typeof asn1Kinds)[number];

interface Node {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** More siblings than the longest shape below looks at. */
const siblingLimit = 10;

/**
 * Recognises a structure by its first elements only. It judges nothing and takes BER and damaged or cut
 * input as well: the strict reader of the kind found says what is wrong.
 */
export function recogniseAsn1(bytes: Uint8Array): Asn1Kind | undefined {
  const [outer] = nodes(bytes, 0, bytes.length);
  if (outer?.tag !== tag.sequence) return undefined;
  const [first, second, third] = nodes(bytes, outer.start, outer.end);
  switch (first?.tag) {
    case tag.oid:
      return isPkcs7Oid(bytes, first) ? 'pkcs7' : undefined;
    case tag.enumerated:
      return 'ocsp-response';
    case tag.integer:
      return startingWithInteger(bytes, first, second, third);
    case tag.sequence:
      return startingWithSequence(bytes, first, second);
    default:
      return undefined;
  }
}

/** Tags down the first elements, and what such a structure is. A row per structure: the first child of each, then its sibling. */
export function otherAsn1(bytes: Uint8Array): string | undefined {
  const shape = shapeOf(bytes, 0, bytes.length, 6);
  return otherShapes.find(([pattern]) => pattern.test(shape))?.[1];
}

/** `S(S(O)N)`: S a SEQUENCE, T a SET, I INTEGER, O identifier, N NULL, X OCTET and B BIT STRING, digits for [0] and so on. */
function shapeOf(bytes: Uint8Array, start: number, end: number, depth: number): string {
  return nodes(bytes, start, end)
    .slice(0, 4)
    .map((node) => {
      const letter = shapeLetters[node.tag] ?? ((node.tag & 0x80) !== 0 ? String(node.tag & 0x1f) : '?');
      const isOpen = (node.tag & 0x20) !== 0 && depth > 0;
      return isOpen ? `${letter}(${shapeOf(bytes, node.start, node.end, depth - 1)})` : letter;
    })
    .join('');
}

const shapeLetters: Readonly<Record<number, string>> = {
  [tag.sequence]: 'S',
  [tag.set]: 'T',
  [tag.integer]: 'I',
  [tag.oid]: 'O',
  [tag.null]: 'N',
  [tag.octetString]: 'X',
  [tag.bitString]: 'B',
  [tag.ia5String]: 'A',
};

const otherShapes: readonly (readonly [RegExp, string])[] = [
  [/^S\(S\(S\(O.*\)X\)S\(/, `a Java keystore of Bouncy Castle (BCFKS); ${bouncyCastle('BCFKS')}`],
  [/^S\(S\((0\(.*?\))?(1\(.*\))?S\(S\(S\(S\(O/, 'an OCSP request, which holds no certificate'],
  [/^S\(IS\(S\(ON?\)X\)/, 'a request for a timestamp (RFC 3161)'],
  [/^S\(S\(I[^)]*\)S\(O0/, 'an answer of a timestamp service (RFC 3161)'],
  [/^S\(S\(I4\(/, 'a message of CMP (RFC 4210), as a CA and its programs exchange them'],
  [/^S\(S\(S\(IS\(/, 'a request in CRMF (RFC 4211); make a request in PKCS#10'],
  [/^S\(S\(S\(S\(O.*?\)B\)A\)S\(O/, 'a request of a browser (SPKAC); make a request in PKCS#10'],
  [/^S\(IT\(/, 'the inside of a PKCS#7 file (SignedData without ContentInfo); ask for the whole file'],
];

function startingWithInteger(
  bytes: Uint8Array,
  first: Node,
  second?: Node,
  third?: Node,
): Asn1Kind | undefined {
  switch (second?.tag) {
    case tag.sequence: {
      const [algorithm] = nodes(bytes, second.start, second.end);
      if (algorithm?.tag !== tag.oid) return undefined;
      return isPkcs7Oid(bytes, algorithm) ? 'pkcs12' : 'private-key';
    }
    case tag.octetString:
      return 'private-key';
    case tag.integer:
      // RSAPrivateKey starts with version 0 or 1 (RFC 8017 A.1.2), RSAPublicKey has two integers only.
      return third || first.end - first.start === 1 ? 'private-key' : 'public-key';
    default:
      return undefined;
  }
}

function startingWithSequence(bytes: Uint8Array, first: Node, second?: Node): Asn1Kind | undefined {
  const inner = nodes(bytes, first.start, first.end);
  if (inner[0]?.tag === tag.oid) {
    if (second?.tag === tag.octetString) return 'encrypted-private-key';
    if (second?.tag === tag.bitString) return 'public-key';
    return undefined;
  }
  return inner[0] && toBeSigned(bytes, inner[0], inner.slice(1));
}

/** Tells CertificationRequestInfo, TBSCertificate and TBSCertList apart. */
function toBeSigned(bytes: Uint8Array, first: Node, rest: readonly Node[]): Asn1Kind | undefined {
  // That of an OCSP request is followed by names or requests.
  if (first.tag === explicit(0))
    return rest[0]?.tag === tag.sequence || rest[0]?.tag === explicit(1) ? undefined : 'certificate';
  // TBSCertList of version 1 starts with its AlgorithmIdentifier.
  if (first.tag === tag.sequence) return isTime(rest[1]) ? 'crl' : undefined;
  const [second, , fourth] = rest;
  if (first.tag !== tag.integer || second?.tag !== tag.sequence) return undefined;
  const [element] = nodes(bytes, second.start, second.end);
  if (element?.tag !== tag.oid) return 'certificate-request';
  const issuerFollows = isTime(fourth) ? 'crl' : 'certificate';
  return rest[1] === undefined || rest[1].tag === tag.sequence ? issuerFollows : undefined;
}

const isTime = (node: Node | undefined): boolean =>
  node?.tag === tag.utcTime || node?.tag === tag.generalizedTime;

/** 1.2.840.113549.1.7.x */
const isPkcs7Oid = (bytes: Uint8Array, node: Node): boolean =>
  toHex(bytes.subarray(node.start, node.end)).startsWith('2a864886f70d0107');

function nodes(bytes: Uint8Array, start: number, end: number): Node[] {
  const found: Node[] = [];
  for (let at = start; at < end && found.length < siblingLimit;) {
    const identifier = bytes[at]!;
    const lengthOctet = bytes[at + 1];
    if (lengthOctet === undefined || at + 1 >= end) break;
    const octets = lengthOctet > 0x80 ? lengthOctet & 0x7f : 0;
    if (octets > 4) break;
    const contentStart = at + 2 + octets;
    let length = lengthOctet;
    if (lengthOctet === 0x80) length = end - contentStart;
    if (octets > 0)
      length = bytes.subarray(at + 2, contentStart).reduce((sum, octet) => sum * 256 + octet, 0);
    if (contentStart > end) break;
    found.push({ tag: identifier, start: contentStart, end: Math.min(contentStart + length, end) });
    at = contentStart + length;
  }
  return found;
}
