import type { Certificate } from '../x509/certificate.ts';
import type { Crl, RevokedCertificate } from '../x509/crl.ts';
import { keyOfGeneralName, keyOfName } from './point-names.ts';
import { isFinal } from './reasons.ts';

/**
 * RFC 5280 6.3.3 (i), (j): the entry of a list for this certificate, by serial number and issuer. A list should have one;
 * of several the worst counts, whatever their order.
 */
export function findEntry(crl: Crl, { serialNumber, issuer }: Certificate): RevokedCertificate | undefined {
  const entries = crl.revoked.find(serialNumber);
  if (entries.length === 0) return undefined;
  const wanted = keyOfName(issuer);
  const own = entries.filter(({ certificateIssuer }) => {
    if (!certificateIssuer) return keyOfName(crl.issuer) === wanted;
    return certificateIssuer.some((name) => keyOfGeneralName(name) === wanted);
  });
  return (
    own.find(({ reason }) => isFinal(reason)) ??
    own.find(({ reason }) => reason !== 'removeFromCRL') ??
    own[0]
  );
}
