import type { Extension, ExtensionName, PolicyInformation } from '../x509/extensions.ts';
import type { CertificateFacts } from './facts.ts';

/** RFC 5280 4.1.2.5: times have whole seconds, and both ends belong to the period. */
const wholeSecond = (time: number): number => Math.floor(time / 1000) * 1000;

/** 6.1.3 (a)(2), first half. */
export function isNotYetValid({ certificate }: CertificateFacts, time: number): boolean {
  return time < certificate.notBefore;
}

/** 6.1.3 (a)(2), second half. */
export function isExpired({ certificate }: CertificateFacts, time: number): boolean {
  return wholeSecond(time) > certificate.notAfter;
}

/**
 * 6.1.4 (k): basicConstraints says that it is a CA. Versions 1 and 2 have no extensions; one that was taken
 * into the list of anchors is known to be a CA by other means.
 */
export function isCa({ certificate, extensions }: CertificateFacts, isAnchor: boolean): boolean {
  if (certificate.version !== 3) return isAnchor;
  return extensions.basicConstraints?.value.ca === true;
}

/** 6.1.4 (n). */
export function maySignCertificates({ extensions }: CertificateFacts): boolean {
  return extensions.keyUsage?.value.includes('keyCertSign') ?? true;
}

/**
 * Extensions that path validation or the revocation check processes, and those of RFC 5280 that say where to
 * find something and restrict nothing.
 */
const processedExtensions: ReadonlySet<ExtensionName> = new Set<ExtensionName>([
  'authorityKeyIdentifier',
  'subjectKeyIdentifier',
  'keyUsage',
  'certificatePolicies',
  'policyMappings',
  'subjectAltName',
  'issuerAltName',
  'basicConstraints',
  'nameConstraints',
  'policyConstraints',
  'extKeyUsage',
  'cRLDistributionPoints',
  'inhibitAnyPolicy',
  'freshestCRL',
  'authorityInfoAccess',
  'subjectInfoAccess',
  'ocspNoCheck',
]);

/** 6.1.4 (o), 6.1.5 (f): object identifiers of critical extensions nobody here processes. */
export function unprocessedCriticalExtensions({ certificate }: CertificateFacts): string[] {
  return certificate.extensions
    .filter((extension) => extension.critical && !isProcessed(extension))
    .map(({ id }) => id);
}

function isProcessed(extension: Extension): boolean {
  if (extension.name === undefined || !processedExtensions.has(extension.name)) return false;
  // Critical policies must be understood with all their qualifiers (4.2.1.4).
  return extension.name !== 'certificatePolicies' || !extension.value.some(hasUnknownQualifier);
}

const hasUnknownQualifier = ({ qualifiers }: PolicyInformation): boolean =>
  qualifiers.some(({ kind }) => kind === 'unknown');
