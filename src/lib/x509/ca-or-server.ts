import { attributeType, keyPurpose } from '../asn1/oids.ts';
import type { Certificate } from './certificate.ts';
import { findExtension, type KeyUsage } from './extensions.ts';
import { attributeValues, nameKey, sameName } from './name.ts';

/** Whom a certificate identifies: a CA, or a server or client. One that signed itself may be both to some products. */
export type CertificateHolder = 'CA' | 'server';

const serverUsages: readonly string[] = [keyPurpose.serverAuth, keyPurpose.clientAuth];
/** No CA needs these: their keys sign. */
const endEntityUsages: readonly KeyUsage[] = ['keyEncipherment', 'dataEncipherment', 'keyAgreement'];

/**
 * Whom does a certificate identify? A CA is what basicConstraints calls one and keyUsage lets sign. Its extended key
 * usages and its common name say nothing against that: public roots ask for serverAuth in every TLS intermediate.
 *
 * What signed itself is harder, because Unified CM marks its own server certificates as CAs: it is a server's where it
 * has a host's name among the alternative names, or as common name beside a usage of servers. Whatever has issued
 * something at hand is a CA, and so is what leaves doubt.
 */
export function holderOf(certificate: Certificate, hasIssued = false): CertificateHolder {
  const { extensions, subject, issuer } = certificate;
  const isCa = findExtension(extensions, 'basicConstraints')?.value.ca;
  const keyUsage = findExtension(extensions, 'keyUsage')?.value;
  if (isCa === false) return 'server';
  if (hasIssued) return 'CA';
  if (!sameName(subject, issuer)) {
    const maySign = keyUsage === undefined ? isCa === true : keyUsage.includes('keyCertSign');
    return maySign || (isCa === true && !hasServerMark(certificate)) ? 'CA' : 'server';
  }
  if (isCa === true)
    return hasHostAmongNames(certificate) || (hasHostAsCn(certificate) && hasServerUsage(certificate))
      ? 'server'
      : 'CA';
  // Old roots have no basicConstraints, but neither names nor usages of a server.
  return keyUsage?.includes('keyCertSign') === false || hasServerMark(certificate) ? 'server' : 'CA';
}

const hasHostAmongNames = ({ extensions }: Certificate): boolean =>
  (findExtension(extensions, 'subjectAltName')?.value ?? []).some(({ kind }) => kind === 'dNSName');

const hasHostAsCn = ({ subject }: Certificate): boolean =>
  attributeValues(subject, attributeType.commonName).some((name) =>
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(name),
  );

function hasServerUsage({ extensions }: Certificate): boolean {
  const keyUsage = findExtension(extensions, 'keyUsage')?.value;
  return (
    isForServers({ extensions }) ||
    keyUsage?.includes('keyCertSign') === false ||
    endEntityUsages.some((usage) => keyUsage?.includes(usage))
  );
}

const isForServers = ({ extensions }: Pick<Certificate, 'extensions'>): boolean =>
  (findExtension(extensions, 'extKeyUsage')?.value ?? []).some((usage) => serverUsages.includes(usage));

const hasServerMark = (certificate: Certificate): boolean =>
  hasHostAmongNames(certificate) || hasHostAsCn(certificate) || isForServers(certificate);

/** Which subjects have issued one of these certificates to somebody else. */
export function issuersAmong(certificates: Iterable<Certificate>): (certificate: Certificate) => boolean {
  const issuers = new Set<string>();
  for (const { subject, issuer } of certificates) {
    if (!sameName(subject, issuer)) issuers.add(nameKey(issuer));
  }
  return ({ subject }) => issuers.has(nameKey(subject));
}
