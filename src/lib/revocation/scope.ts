import type { Certificate } from '../x509/certificate.ts';
import type { Crl } from '../x509/crl.ts';
import { findExtension, type DistributionPoint, type IssuingDistributionPoint } from '../x509/extensions.ts';
import type { Name } from '../x509/name.ts';
import { keyOfGeneralName, keyOfName, keysOfPoint } from './point-names.ts';

/** Distribution points of a certificate, and last the one of its issuer's own lists, which needs no extension (RFC 5280 6.3.3). */
export function pointsOf({ extensions, issuer }: Certificate): readonly DistributionPoint[] {
  const own: DistributionPoint = {
    distributionPoint: { kind: 'fullName', names: [{ kind: 'directoryName', value: issuer }] },
    reasons: undefined,
    cRLIssuer: undefined,
  };
  return [...(findExtension(extensions, 'cRLDistributionPoints')?.value ?? []), own];
}

/** RFC 5280 6.3.3 (b)(1): keys of those whose lists count at this point, the certificate's issuer unless it names others. */
export function listIssuersAt({ cRLIssuer }: DistributionPoint, certificate: Certificate): string[] {
  return cRLIssuer ? cRLIssuer.map(keyOfGeneralName) : [keyOfName(certificate.issuer)];
}

/** RFC 5280 6.3.3 (b)(1) and (2): does a list of one of those issuers cover this certificate at this point? */
export function isInScope(crl: Crl, point: DistributionPoint, certificate: Certificate): boolean {
  const scope = findExtension(crl.extensions, 'issuingDistributionPoint')?.value;
  if (!scope) return point.cRLIssuer === undefined;
  return (
    (point.cRLIssuer === undefined || scope.indirectCRL) &&
    namesMeet(scope, point, crl.issuer, certificate.issuer) &&
    isOfKind(scope, certificate)
  );
}

/** (b)(2)(i): a list for certain points serves only a certificate that names one of them. */
function namesMeet(
  scope: IssuingDistributionPoint,
  point: DistributionPoint,
  crlIssuer: Name,
  certificateIssuer: Name,
): boolean {
  if (!scope.distributionPoint) return true;
  const wanted = new Set(
    point.distributionPoint
      ? keysOfPoint(point.distributionPoint, point.cRLIssuer ? crlIssuer : certificateIssuer)
      : point.cRLIssuer?.map(keyOfGeneralName),
  );
  return keysOfPoint(scope.distributionPoint, crlIssuer).some((name) => wanted.has(name));
}

/** (b)(2)(ii) to (iv). */
function isOfKind(scope: IssuingDistributionPoint, { extensions }: Certificate): boolean {
  if (scope.onlyContainsAttributeCerts) return false;
  const isCa = findExtension(extensions, 'basicConstraints')?.value.ca === true;
  return isCa ? !scope.onlyContainsUserCerts : !scope.onlyContainsCACerts;
}
