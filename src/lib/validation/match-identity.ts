import { presentsIdentity } from '../path/name-match.ts';
import type { ReferenceIdentity } from '../path/reference-identity.ts';
import type { Certificate } from '../x509/certificate.ts';
import { findExtension } from '../x509/extensions.ts';

/**
 * Is the certificate for this host, address, mailbox, service or XMPP domain (RFC 9525 section 6)? Only subject
 * alternative names count, never the CN; a wildcard stands for one whole label. Whether the certificate is to be
 * trusted is for validatePath() to say.
 */
export function matchIdentity({ extensions }: Certificate, identity: ReferenceIdentity): boolean {
  return presentsIdentity(findExtension(extensions, 'subjectAltName')?.value ?? [], identity);
}
