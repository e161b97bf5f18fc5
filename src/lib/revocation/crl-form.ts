import { extensionId } from '../asn1/oids.ts';
import type { Crl } from '../x509/crl.ts';
import { findExtension, type ExtensionName } from '../x509/extensions.ts';
import type { CrlProblem } from './status.ts';

const processedInLists: ReadonlySet<string> = new Set([
  extensionId.authorityKeyIdentifier,
  extensionId.issuerAltName,
  extensionId.cRLNumber,
  extensionId.deltaCRLIndicator,
  extensionId.issuingDistributionPoint,
  extensionId.freshestCRL,
  extensionId.authorityInfoAccess,
]);

const processedInEntries: ReadonlySet<string> = new Set([
  extensionId.cRLReason,
  extensionId.holdInstructionCode,
  extensionId.invalidityDate,
  extensionId.certificateIssuer,
]);

/** RFC 5280 5.2, 5.3: a list with a critical extension that is not processed shows no certificate to be good. */
export function hasUnknownCriticalExtension({ extensions, revoked }: Crl): boolean {
  if (extensions.some(({ id, critical }) => critical && !processedInLists.has(id))) return true;
  return [...revoked.criticalExtensions].some((id) => !processedInEntries.has(id));
}

/** RFC 5280 5.2: does the list have what every conforming list has, with the right critical flags? */
export function isConforming({ version, extensions }: Crl): boolean {
  const isCritical = (name: ExtensionName) => findExtension(extensions, name)?.critical;
  return (
    version === 2 &&
    isCritical('authorityKeyIdentifier') === false &&
    isCritical('cRLNumber') === false &&
    isCritical('issuingDistributionPoint') !== false &&
    isCritical('deltaCRLIndicator') !== false &&
    isCritical('freshestCRL') !== true
  );
}

/** RFC 5280 5.1.2.4, 5.1.2.5: is this the time of the list? Both ends belong to it. */
export function timeProblem({ thisUpdate, nextUpdate }: Crl, time: number): CrlProblem | undefined {
  if (time < thisUpdate) return 'not-yet-valid';
  if (nextUpdate === undefined) return 'no-next-update';
  return Math.floor(time / 1000) * 1000 > nextUpdate ? 'outdated' : undefined;
}
