import type { Certificate } from '../x509/certificate.ts';
import type { Crl } from '../x509/crl.ts';
import { findExtension } from '../x509/extensions.ts';
import { nameKey } from '../x509/name.ts';
import { verifySignature, type SignatureVerifier } from '../x509/signature.ts';

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

/** Has this CA signed the list? Whether the list says anything of a certificate is judged when it is used. */
export async function isListOf(list: Crl, ca: Certificate, verifier: SignatureVerifier): Promise<boolean> {
  if (nameKey(list.issuer) !== nameKey(ca.subject)) return false;
  const { signatureAlgorithm, tbs, signature } = list;
  return (await verifySignature(signatureAlgorithm, ca.publicKey, tbs, signature, verifier)) === 'valid';
}
