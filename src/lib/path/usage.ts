import { keyPurpose } from '../asn1/oids.ts';
import type { KeyUsage } from '../x509/extensions.ts';
import type { PublicKey } from '../x509/public-key.ts';
import type { CertificateFacts } from './facts.ts';

/**
 * Purposes of `wanted` that an extendedKeyUsage extension rules out. Without the extension, and with
 * anyExtendedKeyUsage in it, there is no restriction (RFC 5280 4.2.1.12). For a CA certificate the RFC gives the
 * extension no meaning; as all TLS stacks do, we take it to restrict what is issued below.
 */
export function purposesRuledOut(facts: CertificateFacts, wanted: readonly string[]): readonly string[] {
  const named = facts.extensions.extKeyUsage?.value;
  if (!named || named.includes(keyPurpose.anyExtendedKeyUsage)) return [];
  return wanted.filter((purpose) => !named.includes(purpose));
}

/** Purposes of `wanted` that the certificate does not spell out itself. */
export function purposesNotNamed(facts: CertificateFacts, wanted: readonly string[]): readonly string[] {
  const named = facts.extensions.extKeyUsage?.value ?? [];
  return wanted.filter((purpose) => !named.includes(purpose));
}

/** Bits of `wanted` that a key usage extension lacks. Without the extension nothing is missing. */
export function missingUsages({ extensions }: CertificateFacts, wanted: readonly KeyUsage[]): KeyUsage[] {
  const usages = extensions.keyUsage?.value;
  return usages ? wanted.filter((usage) => !usages.includes(usage)) : [];
}

/** RFC 5280 4.2.1.12: key usages that are consistent with a purpose; one of them is enough. */
const consistentUsages: Readonly<Record<string, readonly KeyUsage[]>> = {
  [keyPurpose.serverAuth]: ['digitalSignature', 'keyEncipherment', 'keyAgreement'],
  [keyPurpose.clientAuth]: ['digitalSignature', 'keyAgreement'],
  [keyPurpose.codeSigning]: ['digitalSignature'],
  [keyPurpose.emailProtection]: ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'keyAgreement'],
  [keyPurpose.timeStamping]: ['digitalSignature', 'nonRepudiation'],
  [keyPurpose.OCSPSigning]: ['digitalSignature', 'nonRepudiation'],
};

const signing: readonly KeyUsage[] = ['digitalSignature', 'nonRepudiation'];

/** Of those usages, what a key can do. */
const possibleUsages: Readonly<Record<PublicKey['kind'], readonly KeyUsage[] | undefined>> = {
  // RFC 3279 2.3.1
  rsa: [...signing, 'keyEncipherment'],
  // RFC 4055 1.2
  'rsa-pss': signing,
  // RFC 5480 section 3, RFC 8813 section 3
  ec: [...signing, 'keyAgreement'],
  // RFC 3279 2.3.2
  dsa: signing,
  // RFC 8410 section 5, RFC 9295
  ed25519: signing,
  ed448: signing,
  x25519: ['keyAgreement'],
  x448: ['keyAgreement'],
  unknown: undefined,
};

/** A purpose of which a certificate's key usages allow nothing. */
export interface UnfitUsage {
  /** Object identifier. */
  readonly purpose: string;
  /** One of these would do. */
  readonly wanted: readonly KeyUsage[];
}

/**
 * Of these purposes, those that the key usages rule out. Without the extension none is (RFC 5280 4.2.1.3). RFC 5280 4.2.1.12
 * speaks of certificates with both usage extensions; those of TLS peers are asked without the second, too, but not a CA's own,
 * which says by its key usage what a CA is for.
 */
export function unfitUsages(
  { certificate, extensions }: CertificateFacts,
  purposes: readonly string[],
): UnfitUsage[] {
  const usages = extensions.keyUsage?.value;
  if (!usages || usages.length === 0) return [];
  if (!extensions.extKeyUsage && extensions.basicConstraints?.value.ca) return [];
  const possible = possibleUsages[certificate.publicKey.kind];
  return purposes.flatMap((purpose) => {
    const wanted = consistentUsages[purpose]?.filter((usage) => !possible || possible.includes(usage));
    return !wanted || wanted.some((usage) => usages.includes(usage)) ? [] : [{ purpose, wanted }];
  });
}
