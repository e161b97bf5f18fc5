import { equal } from '../bytes.ts';
import type { CertificateFacts } from './facts.ts';

/**
 * Does the authority key identifier speak against this issuer? 1: it names another key, or another certificate of
 * the issuer; 0: it fits, or says nothing. A hint only: identifiers are not signed by the issuer, and renewed or
 * cross-signed CAs may carry others than their children remember.
 */
export function keyIdentifierMismatch(child: CertificateFacts, issuer: CertificateFacts): 0 | 1 {
  const authority = child.extensions.authorityKeyIdentifier?.value;
  if (!authority) return 0;
  const subjectKey = issuer.extensions.subjectKeyIdentifier?.value;
  if (authority.keyIdentifier && subjectKey) return equal(authority.keyIdentifier, subjectKey) ? 0 : 1;
  const serial = authority.authorityCertSerialNumber;
  return serial && !equal(serial, issuer.certificate.serialNumber) ? 1 : 0;
}
