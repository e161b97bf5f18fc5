import { keyPurpose } from '../asn1/oids.ts';
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
