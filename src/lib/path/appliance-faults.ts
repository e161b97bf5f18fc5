import { extensionId } from '../asn1/oids.ts';
import type { Certificate, Fault } from '../x509/certificate.ts';

/*
 * What OpenSSL 3.0 makes of the faults of a certificate when it verifies a chain. It decodes some extensions and never
 * looks into the others; what it cannot decode makes the whole certificate invalid to it.
 * test/interop/faults-openssl.test.ts holds this to the program.
 */

/** `open`: nobody here knows. */
export type FaultOnAppliance = 'taken' | 'refused' | 'open';

/** Extensions that OpenSSL decodes of every certificate of a chain. */
const decoded: ReadonlySet<string> = new Set([
  extensionId.basicConstraints,
  extensionId.keyUsage,
  extensionId.extKeyUsage,
  extensionId.netscapeCertType,
  extensionId.subjectKeyIdentifier,
  extensionId.authorityKeyIdentifier,
  extensionId.subjectAltName,
  extensionId.nameConstraints,
  extensionId.cRLDistributionPoints,
  extensionId.ipAddrBlocks,
  extensionId.autonomousSysIds,
]);

/** Why a part cannot be decoded by OpenSSL either. It reads BER, passes over sizes, and sets no limits of ours. */
const undecodable: ReadonlySet<Fault['code']> = new Set<Fault['code']>([
  'truncated',
  'trailing-bytes',
  'unexpected-tag',
  'invalid-boolean',
  'invalid-bit-string',
  'invalid-integer',
  'invalid-string',
  'invalid-time',
  'duplicate',
  'algorithm-mismatch',
]);

/** Fields that OpenSSL decodes before it looks at anything else. */
const fields: ReadonlySet<string> = new Set([
  'serialNumber',
  'issuer',
  'subject',
  'validity',
  'subjectPublicKeyInfo',
  'signatureAlgorithm',
  'signatureValue',
]);

export function faultOnAppliance({ part, code, isRead }: Fault): FaultOnAppliance {
  if (isRead) return 'taken';
  if (!fields.has(part) && !decoded.has(part)) return 'taken';
  return undecodable.has(code) ? 'refused' : 'open';
}

export type FaultsOnAppliance = Readonly<Record<FaultOnAppliance, readonly Fault[]>>;

export function faultsOnAppliance({ faults }: Pick<Certificate, 'faults'>): FaultsOnAppliance {
  const those = (wanted: FaultOnAppliance): Fault[] =>
    faults.filter((fault) => faultOnAppliance(fault) === wanted);
  return { taken: those('taken'), refused: those('refused'), open: those('open') };
}
