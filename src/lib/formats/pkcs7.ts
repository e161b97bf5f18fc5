import { normaliseBer } from '../asn1/ber.ts';
import { DerReader } from '../asn1/der-reader.ts';
import { oidName, pkcsId } from '../asn1/oids.ts';
import { explicit, tag } from '../asn1/tags.ts';
import { readCount, readOid } from '../asn1/values.ts';

/** What a PKCS#7 bundle carries: the SignedData without content and signatures that CAs hand out (RFC 5652 section 5). */
export interface Pkcs7 {
  /** DER of each, in the order of the file. */
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** Certificates of other kinds (attribute certificates, PKCS#6) and other revocation information. */
  readonly others: readonly Uint8Array[];
  /** 0 in a bundle; a signed message has some, and nothing here looks at them. */
  readonly signers: number;
  /** `data`; something else where the bundle is part of a signed message. */
  readonly contentType: string;
}

/**
 * Certificates and CRLs out of a PKCS#7 file in DER or BER. Done with our own reader, not with pkijs: it is this
 * one screenful, and the certificates stay byte for byte what they are.
 *
 * @throws DecodeError `unsupported` for encrypted and other messages (naming which), and those of the syntax.
 */
export function readPkcs7(bytes: Uint8Array): Pkcs7 {
  const info = DerReader.over(normaliseBer(bytes).der).sequence('ContentInfo');
  const type = readOid(info, 'contentType');
  if (type !== pkcsId.signedData) {
    info.fail(
      'unsupported',
      type === pkcsId.envelopedData
        ? 'an encrypted mail (envelopedData): open it in the mail program, and save what is attached'
        : `a message of type ${oidName(type) ?? type}, which holds no certificates to read`,
    );
  }
  const signedData = info.enter(explicit(0), 'content').sequence('SignedData');
  info.finish();
  return readSignedData(signedData);
}

function readSignedData(signedData: DerReader): Pkcs7 {
  readCount(signedData, 'version');
  signedData.set('digestAlgorithms');
  const contentType = readOid(signedData.sequence('encapContentInfo'), 'eContentType');
  const certificates = elements(signedData.enterIf(explicit(0), 'certificates'));
  const crls = elements(signedData.enterIf(explicit(1), 'crls'));
  const signers = elements(signedData.set('signerInfos'));
  signedData.finish();
  // CertificateChoices and RevocationInfoChoice tag everything but X.509 certificates and CRLs (RFC 5652 10.2).
  const isX509 = (element: Uint8Array) => element[0] === tag.sequence;
  return {
    certificates: certificates.filter(isX509),
    crls: crls.filter(isX509),
    others: [...certificates, ...crls].filter((element) => !isX509(element)),
    signers: signers.length,
    contentType: oidName(contentType) ?? contentType,
  };
}

function elements(reader: DerReader | undefined): Uint8Array[] {
  const found: Uint8Array[] = [];
  while (reader && !reader.done) found.push(reader.element('element'));
  return found;
}
