import { ia5String, utf8String } from '../asn1/der-writer.ts';
import { extensionId, keyPurpose, otherNameId } from '../asn1/oids.ts';
import type { Bytes } from '../bytes.ts';
import { keyKindOf, webCryptoHash, withHash, type RequestHash, type KeyKind } from './key-pair.ts';
import { encodeSubject, type EncodedAttribute } from './subject.ts';

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

  const peculiar = await loadPeculiar();
  const request = await peculiar.x509.Pkcs10CertificateRequestGenerator.create(
    {
      // Objects, never text: the text parser of this package changes quotes, backslashes and control characters.
      name: new peculiar.x509.Name(subject.map(({ oid, form, value }) => ({ [oid]: [{ [form]: value }] }))),
      keys: { privateKey, publicKey: keyPair.publicKey },
      signingAlgorithm: { name: privateKey.algorithm.name, hash: webCryptoHash[content.hash] },
      extensions: extensions(content, kind, peculiar),
    },
    crypto,
  );
  return new Uint8Array(request.rawData);
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

type Peculiar = Awaited<ReturnType<typeof loadPeculiar>>;

/** Heavy (100 ms on Node), so loaded when the first request is built; Reflect must be there before it. */
async function loadPeculiar() {
  await import('reflect-metadata');
  const [x509, asn1x509, { AsnConvert }] = await Promise.all([
    import('@peculiar/x509'),
    import('@peculiar/asn1-x509'),
    import('@peculiar/asn1-schema'),
  ]);
  return { x509, asn1x509, AsnConvert };
}

function extensions({ names, extendedKeyUsage }: CsrContent, kind: KeyKind, peculiar: Peculiar) {
  const { x509, asn1x509, AsnConvert } = peculiar;
  const san = new asn1x509.SubjectAlternativeName(names.map((name) => generalName(name, peculiar)));
  // Critical only where the subject is empty (RFC 5280 4.2.1.6), and here a CN is always in it.
  const list = [
    new x509.KeyUsagesExtension(keyUsage(kind, peculiar), true),
    new x509.Extension(extensionId.subjectAltName, false, AsnConvert.serialize(san)),
  ];
  if (extendedKeyUsage.length > 0) {
    list.splice(1, 0, new x509.ExtendedKeyUsageExtension(extendedKeyUsage.map((usage) => keyPurpose[usage])));
  }
  return list;
}

/**
 * TLS signs with either kind of key; only an RSA key can also receive an encrypted premaster secret, which TLS
 * 1.2 without forward secrecy still asks for (RFC 5246 7.4.2). For an EC key keyEncipherment is forbidden
 * (RFC 8813 section 3).
 */
function keyUsage(kind: KeyKind, { x509 }: Peculiar): number {
  const { digitalSignature, keyEncipherment } = x509.KeyUsageFlags;
  return kind.type === 'rsa' ? digitalSignature | keyEncipherment : digitalSignature;
}

/** The package's own GeneralName cannot write these otherNames; the ASN.1 layer below it can. */
function generalName({ type, value }: RequestedName, { asn1x509 }: Peculiar) {
  if (type === 'DNS') return new asn1x509.GeneralName({ dNSName: value });
  const encoded = type === 'XMPP' ? utf8String(value) : ia5String(value);
  return new asn1x509.GeneralName({
    otherName: new asn1x509.OtherName({ typeId: otherNames[type], value: encoded.buffer }),
  });
}

/** The package writes non-ASCII names as wrong bytes without a word, so nothing but printable ASCII gets there. */
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
