import { toHex } from '../bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { Crl } from '../x509/crl.ts';
import { findExtension } from '../x509/extensions.ts';
import { nameKey } from '../x509/name.ts';
import { verifySignature, type SignatureStatus, type SignatureVerifier } from '../x509/signature.ts';

/** Where a certificate says that its revocation list is, URIs in order; not those of lists that somebody else signs. */
export function listAddresses({ extensions }: Certificate): readonly string[] {
  const points = findExtension(extensions, 'cRLDistributionPoints')?.value ?? [];
  return points.flatMap(({ distributionPoint, cRLIssuer }) =>
    distributionPoint?.kind === 'fullName' && cRLIssuer === undefined
      ? distributionPoint.names.flatMap((name) =>
          name.kind === 'uniformResourceIdentifier' ? [name.value] : [],
        )
      : [],
  );
}

/** CAs of the list's name, but for those that have another key than the list names. */
export function issuersOf(list: Crl, cas: readonly Certificate[]): readonly Certificate[] {
  const wanted = findExtension(list.extensions, 'authorityKeyIdentifier')?.value?.keyIdentifier;
  return cas.filter((ca) => {
    const own = findExtension(ca.extensions, 'subjectKeyIdentifier')?.value;
    const isOtherKey = wanted !== undefined && own !== undefined && toHex(wanted) !== toHex(own);
    return !isOtherKey && nameKey(list.issuer) === nameKey(ca.subject);
  });
}

/** Of a list, by the key of a CA. */
export async function signatureOf(
  { signatureAlgorithm, tbs, signature }: Crl,
  ca: Certificate,
  verifier: SignatureVerifier,
): Promise<SignatureStatus> {
  return verifySignature(signatureAlgorithm, ca.publicKey, tbs, signature, verifier);
}

/** Has this CA signed the list? Whether the list says anything of a certificate is judged when it is used. */
export const isListOf = async (list: Crl, ca: Certificate, verifier: SignatureVerifier): Promise<boolean> =>
  nameKey(list.issuer) === nameKey(ca.subject) && (await signatureOf(list, ca, verifier)) === 'valid';
