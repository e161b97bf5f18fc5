import { keyPurpose, otherNameId } from '../asn1/oids.ts';
import type { PeerUsage } from '../deployment/model.ts';
import type { Certificate } from '../x509/certificate.ts';
import { findExtension } from '../x509/extensions.ts';

const usageIds: Readonly<Record<PeerUsage, string>> = {
  serverAuth: keyPurpose.serverAuth,
  clientAuth: keyPurpose.clientAuth,
  anyExtendedKeyUsage: keyPurpose.anyExtendedKeyUsage,
  xmppAddr: otherNameId.xmppAddr,
};

/**
 * Object identifiers by which a certificate may be accepted, each for a path of its own: the CAs above must allow the
 * same one. Without the extension every usage is allowed (RFC 5280 4.2.1.12); anyExtendedKeyUsage counts only where the
 * policy names it. Empty: the certificate names none of the accepted usages.
 */
export function usagesToTry({ extensions }: Certificate, accepted: readonly string[]): readonly string[] {
  const named = findExtension(extensions, 'extKeyUsage')?.value;
  const particular = accepted.filter((id) => id !== keyPurpose.anyExtendedKeyUsage);
  if (!named) return particular;
  const isAny = named.includes(keyPurpose.anyExtendedKeyUsage) && accepted.length > particular.length;
  return isAny ? particular : particular.filter((id) => named.includes(id));
}

export const usageIdsOf = (usages: readonly PeerUsage[]): readonly string[] =>
  usages.map((usage) => usageIds[usage]);

/** RFC 5924: a certificate of a SIP domain may say so itself. */
export const sipUsageIds = (accepted: readonly string[]): readonly string[] => [
  ...accepted,
  keyPurpose.sipDomain,
];
