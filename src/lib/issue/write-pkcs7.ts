import { pkcsId } from '../asn1/oids.ts';
import type { Bytes } from '../bytes.ts';
import { certificatesOf, type DerInputs } from '../public/read.ts';
import { asBuffer } from './ca.ts';
import { loadPkijs } from './packages/load.ts';

/**
 * Certificates as PKCS#7 (`.p7b`): a SignedData without content and signers.
 *
 * @returns DER
 * @throws TypeError for none, IssueError where a package is missing
 * @see RFC 5652 section 5
 */
export async function writePkcs7(certificates: DerInputs): Promise<Bytes> {
  const all = certificatesOf('certificates', certificates);
  if (all.length === 0) throw new TypeError('certificates: expected at least one');
  const { pkijs } = await loadPkijs();
  const signedData = new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: pkcsId.data }),
    certificates: all.map(({ der }) => pkijs.Certificate.fromBER(asBuffer(der))),
  });
  const content = new pkijs.ContentInfo({
    contentType: pkcsId.signedData,
    content: signedData.toSchema(true),
  });
  return new Uint8Array(content.toSchema().toBER());
}
