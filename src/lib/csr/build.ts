import {
  bitString,
  boolean,
  ia5String,
  integer,
  namedBits,
  octetString,
  oid,
  printableString,
  sequence,
  setOf,
  tlv,
  utf8String,
} from '../asn1/der-writer.ts';
import { extensionId, keyPurpose, otherNameId, requestAttribute } from '../asn1/oids.ts';
import { explicit, implicit } from '../asn1/tags.ts';
import type { Bytes } from '../bytes.ts';
import { keyKindOf, withHash, type KeyKind, type RequestHash } from './key-pair.ts';
import { sign } from './sign.ts';
import { encodeSubject, type EncodedAttribute, type StringForm } from './subject.ts';

/** A name for the subjectAltName: dNSName, SRVName (RFC 4985) or XMPPAddress (RFC 6120). */
export interface RequestedName {
  readonly type: 'DNS' | 'SRV' | 'XMPP';
  readonly value: string;
}

/** What a certificate signing request is to hold, besides the key. */
export interface CsrContent {
  readonly commonName: string;
  /** Subject besides CN, in order; types as encodeSubject() knows them. */
  readonly subject: readonly { readonly type: string; readonly value: string }[];
  /** In this order, as they are; at least one. */
  readonly names: readonly RequestedName[];
  /** None: the request has no extendedKeyUsage. */
  readonly extendedKeyUsage: readonly ('serverAuth' | 'clientAuth')[];
  readonly hash: RequestHash;
}

/** RFC 6120 13.7.1.4 and RFC 4985. */
const otherNames = { XMPP: otherNameId.xmppAddr, SRV: otherNameId.dnsSRV } as const;

/**
 * Builds a PKCS#10 request (RFC 2986) and signs it with the key pair.
 *
 * @returns the request in DER.
 * @throws TypeError for names or subject values that cannot be encoded, or a key that cannot sign requests.
 */
export async function buildCsr(
  content: CsrContent,
  keyPair: CryptoKeyPair,
  options: { readonly crypto?: Crypto } = {},
): Promise<Bytes> {
  const { crypto = globalThis.crypto } = options;
  const kind = keyKindOf(keyPair.privateKey);
  if (!kind) throw new TypeError(`${keyPair.privateKey.algorithm.name} keys cannot sign a request here`);
  const subject = checkedSubject(content);
  const privateKey = await withHash(keyPair.privateKey, content.hash, crypto);

  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', keyPair.publicKey));
  const attribute = sequence(
    oid(requestAttribute.extensionRequest),
    setOf(sequence(...extensions(content, kind))),
  );
  // The only version there is (RFC 2986 section 4.1).
  const version = integer(0);
  const request = sequence(version, name(subject), spki, tlv(explicit(0), attribute));
  const { algorithm, signature } = await sign(request, privateKey, content.hash, crypto);
  return sequence(request, algorithm, bitString(signature));
}

/** @throws TypeError for what buildCsr() would not take, before any key is made. */
export function checkCsrContent(content: CsrContent): void {
  checkedSubject(content);
}

function checkedSubject({ commonName, subject, names }: CsrContent): EncodedAttribute[] {
  if (names.length === 0) throw new TypeError('a request needs at least one name');
  names.forEach(checkName);
  checkName({ type: 'DNS', value: commonName });
  return encodeSubject(subject, commonName);
}

const stringForms: Readonly<Record<StringForm, (value: string) => Bytes>> = {
  utf8String,
  printableString,
  ia5String,
};

/** Each attribute is an RDN of its own. */
const name = (subject: readonly EncodedAttribute[]): Bytes =>
  sequence(
    ...subject.map((attribute) =>
      setOf(sequence(oid(attribute.oid), stringForms[attribute.form](attribute.value))),
    ),
  );

function extensions({ names, extendedKeyUsage }: CsrContent, kind: KeyKind): Bytes[] {
  return [
    extension(extensionId.keyUsage, namedBits(keyUsage(kind)), { critical: true }),
    ...(extendedKeyUsage.length > 0
      ? [
          extension(
            extensionId.extKeyUsage,
            sequence(...extendedKeyUsage.map((usage) => oid(keyPurpose[usage]))),
          ),
        ]
      : []),
    // Critical only where the subject is empty (RFC 5280 4.2.1.6), and here a CN is always in it.
    extension(extensionId.subjectAltName, subjectAltNames(names)),
  ];
}

/** Value of the extension subjectAltName. */
export const subjectAltNames = (names: readonly RequestedName[]): Bytes =>
  sequence(...names.map(generalName));

const extension = (id: string, value: Bytes, { critical = false } = {}): Bytes =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), octetString(value));

/**
 * TLS signs with either kind of key; only an RSA key can also receive an encrypted premaster secret, which TLS
 * 1.2 without forward secrecy still asks for (RFC 5246 7.4.2). For an EC key keyEncipherment is forbidden
 * (RFC 8813 section 3).
 */
function keyUsage(kind: KeyKind): readonly number[] {
  // RFC 5280 section 4.2.1.3
  const [digitalSignature, keyEncipherment] = [0, 2];
  return kind.type === 'rsa' ? [digitalSignature, keyEncipherment] : [digitalSignature];
}

/** dNSName [2], or otherName [0] with its value in [0] (RFC 5280 4.2.1.6). */
function generalName({ type, value }: RequestedName): Bytes {
  if (type === 'DNS') return tlv(implicit(2), ascii.encode(value));
  const encoded = type === 'XMPP' ? utf8String(value) : ia5String(value);
  return tlv(explicit(0), oid(otherNames[type]), tlv(explicit(0), encoded));
}

const ascii = new TextEncoder();

/** IA5String, and no name has a blank or a control character. */
function checkName({ type, value }: RequestedName): void {
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new TypeError(
      `${type}:${value}: a name has printable ASCII characters without blanks (use the A-label)`,
    );
  }
  if (type === 'SRV' && !/^_[^.]+\./.test(value)) {
    throw new TypeError(`SRV:${value}: an SRVName starts with "_" and the service (RFC 4985)`);
  }
}
