import { toHex } from '../bytes.ts';
import type { Certificate } from '../x509/certificate.ts';
import { findExtension } from '../x509/extensions.ts';

type Held = { readonly certificate: Certificate };

/**
 * By what OpenSSL, which looks at all certificates of a subject, tells them apart: a search by subject alone takes the
 * first. `one key`: whichever is found verifies the same signatures. undefined: by nothing.
 */
export type ToldApartBy = 'one key' | 'key identifiers' | 'validity';

export function toldApartBy(entries: readonly Held[], at: number): ToldApartBy | undefined {
  const inDate = entries.filter(({ certificate }) => isInDate(certificate, at));
  const keys = new Set(entries.map(({ certificate }) => toHex(certificate.publicKey.der)));
  if (keys.size === 1) return isInDate(entries[0]!.certificate, at) ? 'one key' : 'validity';
  const identifiers = new Set(entries.map(({ certificate }) => keyIdentifier(certificate)));
  if (identifiers.size === entries.length && !identifiers.has(undefined)) return 'key identifiers';
  return inDate.length === 1 ? 'validity' : undefined;
}

export const isInDate = ({ notBefore, notAfter }: Certificate, at: number): boolean =>
  at >= notBefore && at < notAfter + 1000;

function keyIdentifier({ extensions }: Certificate): string | undefined {
  const identifier = findExtension(extensions, 'subjectKeyIdentifier')?.value;
  return identifier && toHex(identifier);
}
