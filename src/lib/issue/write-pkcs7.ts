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
 * @example
 * ```ts
 * import { generateKeyPair, open } from 'expcert';
 * import { createCa, writePkcs12, writePkcs7 } from 'expcert/issue';
 *
 * const at = new Date();
 * const notAfter = new Date(at.getTime() + 3650 * 86_400_000);
 * const keyPair = await generateKeyPair({ type: 'ec', curve: 'P-384' });
 * const { certificate } = await createCa({ commonName: 'Corp CA', keyPair, at, notAfter });
 * const pfx = await writePkcs12({ certificates: [certificate], keyPair, passphrase: 'correct horse' });
 * const p7b = await writePkcs7([certificate]);
 * const { recognised } = await open([{ path: 'ca.p7b', bytes: p7b }]);
 * console.log(pfx.length > p7b.length, recognised.map(({ kind }) => kind).join()); // prints: true pkcs7,certificate
 * ```
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
